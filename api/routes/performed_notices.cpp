// Notices: how long they stood, what became of their comments, and what cut them short.
#include "api/routes/performed_writer.hpp"

namespace gavel::api {

std::string PerformedWriter::last_day_of(const Closing& closing) const {
  const std::string& counted = closing.counted;
  const bool is_kept = !counted.empty() && counted < closing.day;
  if (!is_kept && closing.day == closing.told) return date(closing.day);
  const bool was_moved = closing.day > closing.told;
  return say(
      !is_kept    ? "notice moved"
      : was_moved ? "notice moved back"
                  : "notice kept",
      {{"day", date(closing.day)}, {"told", date(closing.told)}, {"counted", date(counted)}});
}

/// Of those that were answered, withdrawn and set aside as many as are now.
std::string PerformedWriter::sentence_of(const NoticePerformed& told) const {
  const db::Notice& notice = told.notice;
  const auto closed = notice.closed_at ? date(day_of(*notice.closed_at)) : "";
  JsonObject values{{"title", typed(notice.title)},
                    {"id", notice.id},
                    {"opened", date(notice.opened_on)},
                    {"closes", told.closing.day.empty() ? closed : last_day_of(told.closing)},
                    {"received", notice.counts.received},
                    {"withdrawn", notice.counts.withdrawn},
                    {"set_aside", notice.counts.set_aside},
                    {"unanswered", notice.counts.unanswered},
                    {"recalled", ""}};
  using enum db::Adoption;
  for (const db::Adoption each : {adopted, partly, not_adopted, explained, out_of_scope}) {
    const auto known = told.adoptions.find(each);
    values[db::name(each)] = known == told.adoptions.end() ? 0 : known->second;
  }
  // As long as it was open; later it is told beside what became of it.
  const bool is_cut_short = !notice.recalled.empty() && notice.closed_at &&
                            string_or(notice.recalled, "on") <= told.closing.day;
  if (!notice.recalled.empty() && !is_cut_short) {
    values["recalled"] =
        say("notice recalled", {{"on", date(string_or(notice.recalled, "on"))},
                                {"reason", cut(string_or(notice.recalled, "reason"))}});
  }
  const std::string renewed = string_or(notice.params, "renewed");
  if (!renewed.empty())
    values["recalled"] = say("notice renewed", {{"reason", cut(renewed)}}) +
                         std::string(values.at("recalled").as_string());
  const std::string down = taken_down(notice);
  if (string_or(notice.params, "kind") == "hearing") return say("notice hearing", values) + down;
  if (is_cut_short) {
    values["on"] = date(string_or(notice.recalled, "on"));
    values["reason"] = cut(string_or(notice.recalled, "reason"));
    return say("notice cut short", values) + down;
  }
  if (!told.closing.ended.empty()) {
    const std::string reason = string_or(told.closing.ended, "reason");
    values["on"] = closed;
    values["reason"] = reason.empty() ? "" : say("notice ended for", {{"reason", cut(reason)}});
    return say("notice ended", values) + down;
  }
  return say(notice.closed_at ? "notice closed" : "notice open", values) + down;
}

}  // namespace gavel::api
