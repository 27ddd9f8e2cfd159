#include "api/routes/meeting_writer.hpp"

#include <algorithm>
#include <array>

#include "api/routes/packet.hpp"
#include "embedded/api_assets.hpp"

namespace gavel::api {
namespace {

const Sentences& sentences() {
  static const Sentences read(asset::meeting_json);
  return read;
}

/// Its own record and minutes lay before no meeting.
bool is_of_meeting(const procedure::Procedure& procedure, const std::string& code) {
  return std::ranges::any_of(std::array{"record.sign", "minutes.sign"}, [&](const char* event) {
    const auto type = procedure.events.find(event);
    return type != procedure.events.end() &&
           std::ranges::find(type->second.covers, code) != type->second.covers.end();
  });
}

}  // namespace

void add_line(PaperSection& section, std::string label, std::string text) {
  if (!text.empty()) section.lines.push_back({std::move(label), std::move(text)});
}

std::string MeetingWriter::say(std::string_view key, const JsonObject& values) const {
  return sentences().say(key, language_, values);
}

/// A word that is the procedure's own stands as it is.
std::string MeetingWriter::word(const std::string& kind, const std::string& code,
                                const JsonObject& values) const {
  const std::string key = kind + " " + code;
  return sentences().has(key) ? say(key, values) : code;
}

/// As the form of the event titles it.
std::string MeetingWriter::choice(const char* event, const char* field,
                                  const std::string& value) const {
  const auto type = record_.procedure.events.find(event);
  if (type == record_.procedure.events.end()) return "";
  const auto found =
      std::ranges::find(type->second.form, std::string_view(field), &procedure::Field::name);
  return found == type->second.form.end() ? "" : in(language_, found->title_of(Json(value)));
}

std::string MeetingWriter::body() const {
  const std::string title = choice("meeting.notify", "body", sitting_.body);
  return title.empty() ? say("body ") : title;
}

std::string MeetingWriter::stance(const std::string& code) const {
  if (code == "recused") return say("stance recused");
  const std::string title = sitting_.by_vote ? choice("vote.cast", "vote", code)
                                             : choice("meeting.stance", "stance", code);
  return title.empty() ? code : title;
}

std::string MeetingWriter::outcome(const std::string& code) const {
  const std::string title = choice("meeting.decide", "outcome", code);
  return title.empty() ? word("outcome", code) : title;
}

std::string MeetingWriter::title(Kind kind) const {
  const char* key = kind == Kind::record ? "record title" : "minutes title";
  // A body that votes is named by its house rules, not here.
  return sitting_.by_vote ? say(std::string(key) + " plain") : say(key, {{"body", body()}});
}

/// As they were called when it was decided, where that was kept.
std::string MeetingWriter::name(const std::string& account) const {
  if (sitting_.result) {
    const auto& seats = sitting_.result->seats;
    const auto kept = std::ranges::find(seats, account, &Seated::account);
    if (kept != seats.end()) return kept->name;
  }
  return record_.names.name(account);
}

/// With the posts that gave the seat.
std::string MeetingWriter::seated(const std::string& account) const {
  const auto& seats = sitting_.result->seats;
  const auto kept = std::ranges::find(seats, account, &Seated::account);
  if (kept == seats.end() || kept->posts.empty()) return name(account);
  return say("seated", {{"name", kept->name}, {"posts", said_list(kept->posts, language_)}});
}

std::string MeetingWriter::names(const std::vector<std::string>& accounts) const {
  std::vector<std::string> out;
  for (const std::string& each : accounts) out.push_back(record_.names.who(each, language_));
  return out.empty() ? say("none") : said_list(out, language_);
}

std::string MeetingWriter::number() const {
  if (sitting_.minutes_number == 0) return say("not issued");
  return say("number", {{"year", sitting_.minutes_year}, {"number", sitting_.minutes_number}});
}

MeetingWriter::Roll MeetingWriter::roll() const {
  Roll out;
  for (const std::string& member : sitting_.members) {
    if (std::ranges::find(sitting_.gone, member) != sitting_.gone.end()) {
      out.gone.push_back(member);
    } else if (sitting_.is_recused(member)) {
      out.recused.push_back(member);
    } else if (sitting_.was_there(member)) {
      out.present.push_back(member);
    } else {
      out.absent.push_back(member);
    }
  }
  return out;
}

PaperSection MeetingWriter::meeting_section(Kind kind) const {
  PaperSection section{say("meeting"), {}};
  add_line(section, say("matter"), record_.snapshot.title);
  add_line(section, say("matter number"), record_.snapshot.id);
  if (kind == Kind::minutes) add_line(section, say("minutes number"), number());
  add_line(section, say("sitting"), std::to_string(sitting_.number));
  if (kind == Kind::record)
    add_line(section, say("notified"), said_moment(sitting_.notified_on, language_));
  if (!sitting_.called_for.empty() && sitting_.called_for != sitting_.held_on)
    add_line(section, say("called for"), said_moment(sitting_.called_for, language_));
  add_line(section, say("held"), said_moment(sitting_.held_on, language_));
  add_line(section, say("opened"), said_moment(sitting_.opened_at, language_));
  add_line(section, say("place"), sitting_.place);
  add_line(section, say("chair"), record_.names.who(sitting_.chair, language_));
  if (head_out() != nullptr) add_line(section, "", for_head("chair", ""));
  add_line(section, say("recorder"), record_.names.who(sitting_.recorder, language_));
  add_line(section, say("presenter"), name(sitting_.presenter));
  add_line(section, say("observers"), said_list(sitting_.observers, language_));
  return section;
}

const char* MeetingWriter::left_out_key() const {
  return sitting_.left_out_are_due ? "left out, due" : "left out";
}

PaperSection MeetingWriter::attendance_section(Kind kind) const {
  PaperSection section{say("attendance"), {}};
  const Roll called = roll();
  const auto line = [&](const char* key, const std::vector<std::string>& accounts) {
    add_line(section, say(key, {{"count", accounts.size()}}), names(accounts));
  };
  std::vector<std::string> due = sitting_.members;
  std::erase_if(due, [&](const std::string& each) {
    return std::ranges::find(called.gone, each) != called.gone.end();
  });
  line("members", due);
  line("present", called.present);
  line("absent", called.absent);
  line("recused", called.recused);
  if (!called.gone.empty()) line("gone", called.gone);
  if (!sitting_.left_out.empty()) {
    line(left_out_key(), sitting_.left_out);
    add_line(section, say("left out reason"), sitting_.left_out_reason);
  }
  if (kind == Kind::minutes) return section;
  const auto recusal = [&](const Recusal& each) {
    add_line(section, say("recusal line"),
             say(each.how == "ordered" ? "recusal ordered" : "recusal asked",
                 {{"name", name(each.member)}, {"by", name(each.by)}, {"reason", each.reason}}));
  };
  for (const ChairChange& each : sitting_.chairs) {
    add_line(section, say("chair changed"),
             say("chair change", {{"at", said_moment(each.at, language_)},
                                  {"was", name(each.was)},
                                  {"is", name(each.is)},
                                  {"by", name(each.by)},
                                  {"reason", each.reason}}));
  }
  std::ranges::for_each(sitting_.recused, recusal);
  for (const Lifted& each : sitting_.lifted) {
    if (each.was) recusal(*each.was);
    add_line(section, say("recusal line"),
             say("recusal lifted",
                 {{"name", name(each.member)}, {"by", name(each.by)}, {"reason", each.reason}}));
  }
  for (const Movement& each : sitting_.movements_of_the_day()) {
    add_line(section, say("movements"),
             word("movement", each.kind,
                  {{"at", said_moment(each.at, language_)}, {"name", name(each.member)}}));
  }
  return section;
}

/// The packet that was accepted for the meeting; where that was not kept, what was on file when it
/// opened.
PaperSection MeetingWriter::papers_section() const {
  PaperSection section{say("papers"), {}};
  const auto opened = parse_instant(sitting_.opened_at);
  const auto on_file = papers_on_file(record_.snapshot, sitting_.papers, [&](const auto& document) {
    return !opened || document.at <= *opened;
  });
  for (const auto& [code, document] : on_file) {
    if (is_of_meeting(record_.procedure, code)) continue;
    add_line(section, "",
             say("paper", {{"title", document->title},
                           {"code", code},
                           {"version", document->version},
                           {"sha256", document->sha256}}));
  }
  return section;
}

std::string MeetingWriter::counted() const {
  if (sitting_.by_vote && (sitting_.outcome.empty() || sitting_.outcome == "adjourned")) {
    const bool is_begun = !sitting_.stances.empty() || !sitting_.voided.empty();
    return is_begun ? say("vote not counted") : "";
  }
  const int changes = sitting_.count("agree_with_change"), disputed = sitting_.disputed();
  std::string votes = say(sitting_.by_vote ? "counted"
                          : changes > 0    ? "views changing"
                                           : "views",
                          {{"agree", sitting_.count("agree") + changes},
                           {"changes", changes},
                           {"oppose", sitting_.count("oppose")},
                           {"abstain", sitting_.count("abstain")}});
  if (disputed > 0) votes += say("views disputed", {{"disputed", disputed}});
  if (!sitting_.written_views_count || sitting_.written_views.empty()) return votes;
  const WrittenCount& written = sitting_.written;
  return votes +
         say("counted written",
             {{"agree", written.agree}, {"oppose", written.oppose}, {"abstain", written.abstain}});
}

/// Who could decide, and who of them was there, as it was kept with the result.
PaperSection MeetingWriter::result_section() const {
  const bool is_adjourned = sitting_.outcome == "adjourned";
  PaperSection section{say(is_adjourned       ? "result adjourned"
                           : sitting_.by_vote ? "result of vote"
                                              : "result"),
                       {}};
  if (!sitting_.result) return section;
  const Result& result = *sitting_.result;
  add_line(section, say("result at"), said_moment(result.at, language_));
  for (const auto& [key, accounts] :
       {std::pair("entitled", &result.entitled), std::pair("there", &result.present),
        std::pair("left after voting", &result.left), std::pair("not there", &result.absent),
        std::pair("recused", &result.recused), std::pair(left_out_key(), &result.left_out)}) {
    std::vector<std::string> people;
    for (const std::string& each : *accounts) people.push_back(seated(each));
    if (!people.empty())
      add_line(section, say(key, {{"count", people.size()}}), said_list(people, language_));
  }
  return section;
}

/// By whom and when: a head decides, votes are counted, and anybody may enter that it adjourned.
std::string MeetingWriter::ended() const {
  const JsonObject when{{"at", said_moment(sitting_.decided_at, language_)}};
  const auto by = [&](const char* key, const std::string& account) {
    JsonObject values = when;
    values["name"] = name(account);
    return say(key, values);
  };
  if (sitting_.outcome == "adjourned") {
    return sitting_.adjourned_by.empty() ? say("adjourned", when)
                                         : by("adjourned by", sitting_.adjourned_by);
  }
  if (sitting_.by_vote) return by("votes counted", sitting_.chair);
  return for_head("decided", sitting_.decided_at);
}

PaperSection MeetingWriter::decision_section() const {
  PaperSection section{say(sitting_.outcome == "adjourned" ? "decision adjourned" : "decision"),
                       {}};
  add_line(section, say(sitting_.by_vote ? "votes" : "opinions"), counted());
  add_line(section, "", outcome());
  if (!sitting_.decided_at.empty()) add_line(section, "", ended());
  add_line(section, say(sitting_.outcome == "adjourned" ? "adjourn reason" : "reason"),
           sitting_.reason);
  if (const Speech& since = sitting_.reason_since; !since.at.empty()) {
    const JsonObject who{{"at", said_moment(since.at, language_)}, {"name", name(since.member)}};
    add_line(section, say("reason since", who), since.text);
  }
  add_outcomes_before(section);
  return section;
}

const char* MeetingWriter::signed_by(Kind kind) {
  return kind == Kind::record ? "record.sign" : "minutes.sign";
}

/// Whether it was given over what is written here: neither over a paper that was replaced since,
/// nor before what was disputed or put right since the meeting.
bool MeetingWriter::stands(const RecordSignature& signature, Kind kind) const {
  std::string told_since = std::max(sitting_.stances_at, sitting_.reason_since.at);
  for (const OutcomeBefore& each : sitting_.outcomes_before)
    told_since = std::max(told_since, each.at);
  if (kind == Kind::record && !sitting_.earlier.empty())
    told_since = std::max(told_since, sitting_.earlier.back().at);
  if (!signature.at.empty() && signature.at < told_since) return false;
  if (!signature.over) return true;
  const auto type = record_.procedure.events.find(signed_by(kind));
  if (type == record_.procedure.events.end()) return true;
  const auto revised =
      matter::revised(*record_.snapshot.documents, static_cast<std::size_t>(*signature.over));
  return std::ranges::none_of(type->second.covers, [&](const std::string& code) {
    return std::ranges::find(revised, code) != revised.end();
  });
}

std::string MeetingWriter::signature(Kind kind, const char* part) const {
  const auto& among = kind == Kind::record ? sitting_.signatures : sitting_.minutes_signatures;
  const auto found = std::ranges::find(among, std::string(part), &RecordSignature::part);
  if (found == among.end() || !stands(*found, kind)) return say("unsigned");
  const std::string on = said_moment(found->on, language_);
  if (!found->refused.empty())
    return say(found->keeps_out ? "keeps out"
               : found->left    ? "left"
                                : "refused",
               {{"on", on}, {"reason", found->refused}});
  return say("signed", {{"name", name(found->by)}, {"on", on}, {"key", found->key_id}});
}

/// Of a body that votes, its chair.
std::string MeetingWriter::signatory() const {
  if (!sitting_.signatory.empty()) return sitting_.signatory;
  return sitting_.by_vote && sitting_.minutes_number > 0 ? name(sitting_.chair) : say("not issued");
}

PaperSection MeetingWriter::ending_section(Kind kind) const {
  PaperSection section{say("signatures"), {}};
  // Minutes of a body that votes are signed by the chair alone, with their number.
  if (kind == Kind::record || !sitting_.by_vote) {
    add_line(section, say("chair"), signature(kind, "chair"));
    add_line(section, say("recorder"), signature(kind, "recorder"));
  }
  if (kind == Kind::minutes) {
    add_line(section, say("signatory"), signatory());
    add_line(section, say("distribution"), said_list(sitting_.distribution, language_));
  }
  add_line(section, "", say("written", {{"version", record_.snapshot.version}}));
  return section;
}

Paper MeetingWriter::paper(Kind kind) const {
  Paper out{title(kind), std::string(tag(language_).substr(0, 2)), {}};
  out.sections.push_back(meeting_section(kind));
  out.sections.push_back(attendance_section(kind));
  if (kind == Kind::record) {
    out.sections.push_back(papers_section());
    out.sections.push_back(discussion_section());
  }
  out.sections.push_back(written_section(kind));
  out.sections.push_back(voided_section(kind));
  out.sections.push_back(dissent_section(kind));
  out.sections.push_back(reserved_section(kind));
  out.sections.push_back(result_section());
  out.sections.push_back(decision_section());
  if (kind == Kind::record) out.sections.push_back(corrections_section());
  out.sections.push_back(ending_section(kind));
  std::erase_if(out.sections, [](const PaperSection& each) { return each.lines.empty(); });
  return out;
}

}  // namespace gavel::api
