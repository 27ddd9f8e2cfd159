// Notice, attendance and recusals of a meeting as a paper of its own: what the record of the
// meeting says of them, with the quorum, and without what was discussed.
#include <algorithm>

#include "api/routes/meeting_writer.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::meeting_json);
  return read;
}

std::int64_t number_or(const JsonObject& from, std::string_view name, std::int64_t otherwise) {
  const Json* const found = from.if_contains(name);
  return found != nullptr && found->is_int64() ? found->get_int64() : otherwise;
}

/// What the body asks for; empty where the procedure has another way of telling.
struct Quorum {
  std::int64_t due, parts, of;
  /// More than half, and the organ's own share where that is more.
  [[nodiscard]] bool is_reached(std::int64_t there) const {
    return there * 2 > due && there * of >= parts * due;
  }
  [[nodiscard]] bool is_half() const { return parts * 2 == of; }
};
std::optional<Quorum> quorum_of(const Sitting& sitting, const matter::Snapshot& snapshot) {
  if (!snapshot.policy->is_object()) return std::nullopt;
  const JsonObject& policy = snapshot.policy->get_object();
  const auto parts = number_or(policy, "meeting_quorum_parts", 0),
             of = number_or(policy, "meeting_quorum_of", 0);
  if (parts == 0 || of == 0) return std::nullopt;
  const Json* const are_due = policy.if_contains("recused_are_due");
  const bool counts_recused = are_due != nullptr && *are_due == Json(true);
  std::vector<std::string> body = sitting.members;
  for (const std::string& each : sitting.left_out) {
    if (std::ranges::find(body, each) == body.end()) body.push_back(each);
  }
  std::erase_if(body, [&](const std::string& each) {
    return std::ranges::find(sitting.gone, each) != sitting.gone.end();
  });
  const auto due = std::ranges::count_if(body, [&](const std::string& member) {
    return counts_recused || !sitting.is_recused(member);
  });
  return Quorum{due, parts, of};
}

/// In the room, and not recused, as it opened.
std::int64_t there_at_opening(const Sitting& sitting) {
  const auto opened = parse_instant(sitting.opened_at);
  std::vector<std::string> there;
  for (const Movement& each : sitting.movements_of_the_day()) {
    const auto at = parse_instant(each.at);
    if (!opened || !at || *at > *opened) continue;
    std::erase(there, each.member);
    if (each.kind == "arrive") there.push_back(each.member);
  }
  return std::ranges::count_if(there, [&](const std::string& member) {
    const auto found = std::ranges::find(sitting.recused, member, &Recusal::member);
    if (found == sitting.recused.end()) return true;
    const auto since = parse_instant(found->at);
    return since && *since > *opened;
  });
}

}  // namespace

PaperSection MeetingWriter::quorum_section() const {
  PaperSection section{say("quorum"), {}};
  auto quorum = quorum_of(sitting_, record_.snapshot);
  if (!quorum) return section;
  // As the rule counted it then, where that was kept.
  if (sitting_.opening) quorum->due = sitting_.opening->due;
  section.lines.push_back(
      {"", say(quorum->is_half() ? "quorum wanted" : "quorum wanted share",
               {{"due", quorum->due}, {"parts", quorum->parts}, {"of", quorum->of}})});
  const auto there = [&](const char* when, std::int64_t count, std::int64_t due) {
    const Quorum then{due, quorum->parts, quorum->of};
    const std::string of = due == quorum->due ? "" : say("quorum of", {{"due", due}});
    section.lines.push_back(
        {say(when), say(then.is_reached(count) ? "quorum reached" : "quorum not reached",
                        {{"count", count}, {"due", of}})});
  };
  if (!sitting_.opened_at.empty())
    there("quorum at opening",
          sitting_.opening ? sitting_.opening->present : there_at_opening(sitting_), quorum->due);
  if (sitting_.result) {
    there("quorum at result", static_cast<std::int64_t>(sitting_.result->present.size()),
          sitting_.result->due == 0 ? quorum->due : sitting_.result->due);
  }
  return section;
}

std::vector<PaperSection> MeetingWriter::notice() const {
  std::vector<PaperSection> out{meeting_section(Kind::record), attendance_section(Kind::record),
                                quorum_section()};
  const std::string outcome = this->outcome();
  out.front().lines.insert(out.front().lines.begin() + 2, {say("body"), body()});
  out.front().lines.push_back({say("came to"), outcome});
  std::erase_if(out, [](const PaperSection& each) { return each.lines.empty(); });
  return out;
}

std::string notice_title(Language language) { return sentences().say("notice title", language); }

std::optional<Paper> notice_paper(const MeetingRecord& record, const std::vector<Sitting>& sittings,
                                  Language language) {
  if (sittings.empty()) return std::nullopt;
  Paper out{notice_title(language), std::string(tag(language).substr(0, 2)), {}};
  for (const Sitting& each : sittings) {
    for (PaperSection& section : MeetingWriter(record, each, language).notice())
      out.sections.push_back(std::move(section));
  }
  out.sections.push_back(
      {sentences().say("note", language),
       {{"", sentences().say("written", language, {{"version", record.snapshot.version}})}}});
  return out;
}

}  // namespace gavel::api
