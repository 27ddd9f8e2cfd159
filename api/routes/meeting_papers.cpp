// The meetings of a matter, and the record and the minutes of each: read, or filed in the dossier
// as MTG-04 and MTG-05 to be signed.
#include <algorithm>
#include <charconv>

#include "api/routes/classified.hpp"
#include "api/routes/context.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/meeting_writer.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "api/routes/written.hpp"

namespace gavel::api {
namespace {

using Kind = MeetingWriter::Kind;

std::string bytes_of(const MeetingWriter& writer, Kind kind, const PaperForm& form) {
  if (form.name == "akn") return archive::akoma_ntoso_xml(writer.akn(kind));
  return bytes_of(writer.paper(kind), form);
}

/// Everything of the meeting that the call's second parameter numbers.
struct Read {
  desk::Loaded loaded;
  Names names;
  Day today;
  std::vector<Sitting> sittings;
  std::vector<matter::CorrectedEntry> corrections;
  std::string organ;
  std::map<int, matter::KeepsOut> heads_out;

  [[nodiscard]] MeetingRecord record() const {
    return {*loaded.procedure, loaded.snapshot, names, today, corrections, organ, heads_out};
  }
};

/// Of the policy pack that the matter was opened with; else that of whoever is in the chair.
std::string organ_of(Context& context, const matter::Snapshot& snapshot,
                     const std::vector<Sitting>& sittings) {
  const std::string given = string_or(snapshot.policy->as_object(), "pack");
  const std::string_view pack = procedure::pack_id(given);
  const auto& packs = context.services.packs;
  const auto known = std::ranges::find(packs, pack, &procedure::Pack::id);
  if (known != packs.end()) return known->organ.zh;
  const auto chair =
      sittings.empty() ? std::nullopt : context.services.accounts.find(sittings.back().chair);
  return chair ? Names(context).unit(chair->unit) : "";
}

Read read(Context& context, Call& call) {
  desk::Loaded loaded = visible_matter(context, call, call.parameter());
  auto sittings = sittings_of(loaded.snapshot);
  auto corrections = corrected_entries(context, loaded);
  std::string organ = organ_of(context, loaded.snapshot, sittings);
  auto out = heads_out(context, loaded.snapshot);
  return {std::move(loaded),   Names(context),         day_of(context.services.clock.now()),
          std::move(sittings), std::move(corrections), std::move(organ),
          std::move(out)};
}

/// The paper's name in a document type.
constexpr std::string_view written_as(Kind kind) {
  return kind == Kind::record ? "meeting-record" : "meeting-minutes";
}

/// By its number, from 1; "last": the one called last.
const Sitting& numbered(const Read& read, const std::string& text) {
  if (text == "last" && !read.sittings.empty()) return read.sittings.back();
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const bool is_number = fault == std::errc{} && end == text.data() + text.size();
  if (!is_number || number < 1 || std::cmp_greater(number, read.sittings.size())) {
    throw Problem{.type = "no-such-meeting",
                  .values = {{"given", text}, {"count", read.sittings.size()}}};
  }
  return read.sittings.at(static_cast<std::size_t>(number) - 1);
}

JsonObject person(const Names& names, const std::string& account) {
  return {{"account", account}, {"name", names.name(account)}};
}

JsonArray persons(const Names& names, const std::vector<std::string>& accounts) {
  JsonArray out;
  for (const std::string& each : accounts) out.push_back(person(names, each));
  return out;
}

JsonArray stances_view(const std::vector<Stance>& stances, const Names& names,
                       const MeetingWriter& zh, const MeetingWriter& en) {
  JsonArray out;
  for (const Stance& each : stances) {
    out.push_back(JsonObject{{"member", person(names, each.member)},
                             {"stance", each.stance},
                             {"title", view(Text{zh.stance(each.stance), en.stance(each.stance)})},
                             {"text", each.text},
                             {"at", each.at},
                             {"status", each.status},
                             {"entered_by", each.by},
                             {"dispute", each.dispute}});
  }
  return out;
}

JsonArray signatures_view(const Read& read, const std::vector<RecordSignature>& signatures) {
  JsonArray out;
  for (const RecordSignature& each : signatures) {
    out.push_back(JsonObject{{"part", each.part},
                             {"by", person(read.names, each.by)},
                             {"on", each.on},
                             {"key_id", each.key_id},
                             {"refused", each.refused}});
  }
  return out;
}

Json result_view(const Read& read, const Sitting& sitting) {
  if (!sitting.result) return nullptr;
  const Result& result = *sitting.result;
  JsonArray seats;
  for (const Seated& each : result.seats) {
    seats.push_back(JsonObject{{"account", each.account},
                               {"name", each.name},
                               {"posts", JsonArray(each.posts.begin(), each.posts.end())}});
  }
  return JsonObject{{"at", result.at},
                    {"entitled", persons(read.names, result.entitled)},
                    {"present", persons(read.names, result.present)},
                    {"left", persons(read.names, result.left)},
                    {"absent", persons(read.names, result.absent)},
                    {"recused", persons(read.names, result.recused)},
                    {"left_out", persons(read.names, result.left_out)},
                    {"seats", std::move(seats)}};
}

JsonArray recusals_view(const Read& read, const Sitting& sitting) {
  JsonArray out;
  for (const Recusal& each : sitting.recused) {
    out.push_back(JsonObject{
        {"member", person(read.names, each.member)}, {"reason", each.reason}, {"how", each.how}});
  }
  return out;
}

JsonArray voided_view(const Read& read, const Sitting& sitting, const MeetingWriter& zh,
                      const MeetingWriter& en) {
  JsonArray out;
  for (const VoidVote& each : sitting.voided) {
    out.push_back(JsonObject{{"member", person(read.names, each.because.member)},
                             {"reason", each.because.reason},
                             {"how", each.because.how},
                             {"at", each.because.at},
                             {"votes", stances_view(each.votes, read.names, zh, en)}});
  }
  return out;
}

JsonArray lifted_view(const Read& read, const Sitting& sitting) {
  JsonArray out;
  for (const Lifted& each : sitting.lifted) {
    out.push_back(JsonObject{{"member", person(read.names, each.member)},
                             {"reason", each.reason},
                             {"by", person(read.names, each.by)},
                             {"at", each.at}});
  }
  return out;
}

JsonArray corrections_view(const Read& read, const Sitting& sitting) {
  JsonArray out;
  for (const Correction& each : sitting.corrections) {
    out.push_back(JsonObject{{"member", person(read.names, each.member)},
                             {"stance", each.stance},
                             {"text", each.text},
                             {"at", each.at},
                             {"entered_by", each.by},
                             {"dispute", each.dispute},
                             {"corrected_by", each.corrected_by},
                             {"corrected_at", each.corrected_at},
                             {"entry", each.entry},
                             {"corrected_entry", each.corrected_entry}});
  }
  return out;
}

JsonArray earlier_view(const Read& read, const Sitting& sitting) {
  JsonArray out;
  for (const OfEarlier& each : sitting.earlier) {
    out.push_back(JsonObject{{"number", each.sitting},
                             {"member", person(read.names, each.member)},
                             {"stance", each.stance},
                             {"text", each.text},
                             {"dispute", each.dispute},
                             {"put_right_as", each.said},
                             {"put_right_text", each.said_text},
                             {"at", each.at}});
  }
  return out;
}

JsonArray outcomes_before_view(const Read& read, const Sitting& sitting, const MeetingWriter& zh,
                               const MeetingWriter& en) {
  JsonArray out;
  for (const OutcomeBefore& each : sitting.outcomes_before) {
    out.push_back(JsonObject{
        {"outcome", each.outcome},
        {"outcome_title", view(Text{zh.outcome(each.outcome), en.outcome(each.outcome)})},
        {"reason", each.reason},
        {"correction", each.correction},
        {"by", person(read.names, each.by)},
        {"at", each.at}});
  }
  return out;
}

Json reason_since_view(const Read& read, const Sitting& sitting) {
  const Speech& since = sitting.reason_since;
  if (since.at.empty()) return nullptr;
  return JsonObject{
      {"by", person(read.names, since.member)}, {"at", since.at}, {"text", since.text}};
}

JsonObject sitting_view(const Read& read, const Sitting& sitting) {
  const MeetingRecord record = read.record();
  const MeetingWriter zh(record, sitting, Language::zh), en(record, sitting, Language::en);
  JsonArray head_before;
  for (const Speech& each : sitting.head_before)
    head_before.push_back(JsonObject{{"text", each.text}, {"at", each.at}});
  return {{"number", sitting.number},
          {"by_vote", sitting.by_vote},
          {"body", sitting.body},
          {"title", view(Text{zh.body(), en.body()})},
          {"notified_on", sitting.notified_on},
          {"held_on", sitting.held_on},
          {"place", sitting.place},
          {"chair", person(read.names, sitting.chair)},
          {"recorder", person(read.names, sitting.recorder)},
          {"members", persons(read.names, sitting.members)},
          {"attending", persons(read.names, sitting.attending)},
          {"recused", recusals_view(read, sitting)},
          {"recusals_lifted", lifted_view(read, sitting)},
          {"stances", stances_view(sitting.stances, read.names, zh, en)},
          {"written_views", stances_view(sitting.written_views, read.names, zh, en)},
          {"written_views_count", sitting.written_views_count},
          {"chair_before", stances_view(sitting.chair_before, read.names, zh, en)},
          {"voided", voided_view(read, sitting, zh, en)},
          {"result", result_view(read, sitting)},
          {"corrections", corrections_view(read, sitting)},
          {"of_earlier_meetings", earlier_view(read, sitting)},
          {"head_before", std::move(head_before)},
          {"head_said", sitting.head_said},
          {"outcome", sitting.outcome},
          {"outcome_title", view(Text{zh.outcome(), en.outcome()})},
          {"outcomes_before", outcomes_before_view(read, sitting, zh, en)},
          {"reason", sitting.reason},
          {"reason_since", reason_since_view(read, sitting)},
          {"signatures", signatures_view(read, sitting.signatures)},
          {"minutes_signatures", signatures_view(read, sitting.minutes_signatures)},
          {"minutes_number", sitting.minutes_number},
          {"minutes_year", sitting.minutes_year}};
}

/// What each member said stands in the record; that they met, who was there and what came of it is
/// in the minutes too.
void leave_out_what_was_said(JsonObject& sitting) {
  for (const char* each : {"stances", "written_views", "chair_before", "voided", "corrections",
                           "of_earlier_meetings", "head_before"})
    sitting[each] = JsonArray();
  sitting["head_said"] = "";
  sitting["kept"] = true;
}

http::Response list(Context& context, Call& call) {
  call.query().done();
  const Read meetings = read(context, call);
  refuse_classified_written(context, call, meetings.loaded, written_as(Kind::record));
  const bool is_kept =
      KeptParts(context, call, meetings.loaded).keeps_written(written_as(Kind::record));
  JsonArray out;
  for (const Sitting& each : meetings.sittings) {
    JsonObject shown = sitting_view(meetings, each);
    if (is_kept) leave_out_what_was_said(shown);
    out.push_back(std::move(shown));
  }
  return json_response(200, JsonObject{{"meetings", std::move(out)}});
}

template <Kind kind>
http::Response show(Context& context, Call& call) {
  call.query().done();
  const Read meetings = read(context, call);
  refuse_classified_written(context, call, meetings.loaded, written_as(kind));
  const KeptParts kept(context, call, meetings.loaded);
  kept.refuse_written(written_as(kind));
  const Sitting& sitting = numbered(meetings, call.parameter(1));
  // Read after each entry, the counts that the minutes tell say whose the last one was.
  if (sitting.outcome.empty()) kept.refuse_written(written_as(Kind::record));
  const PaperForm& form = form_accepted(call.request.headers.get("Accept"), PaperForm::all);
  const MeetingRecord record = meetings.record();
  const MeetingWriter writer(record, sitting, call.language);
  return paper_response(bytes_of(writer, kind, form), form);
}

/// In Chinese, whatever the caller reads: it is the organ's paper.
template <Kind kind>
http::Response file(Context& context, Call& call) {
  Query query = call.query();
  const Read meetings = read(context, call);
  const std::string code =
      code_for(query, *meetings.loaded.procedure, written_as(kind), Unnamed::any);
  const PaperForm& form = form_asked(query, PaperForm::all);
  query.done();
  const Sitting& sitting = numbered(meetings, call.parameter(1));
  const MeetingRecord record = meetings.record();
  const MeetingWriter writer(record, sitting, Language::zh);
  return file_written(context, call, *meetings.loaded.procedure,
                      {.code = code,
                       .title = writer.title(kind),
                       .extension = std::string(form.extension),
                       .media_type = std::string(form.media_type),
                       .bytes = bytes_of(writer, kind, form)});
}

}  // namespace

void add_meeting_papers(Router& router) {
  const std::string meeting = "/v1/matters/{id}/meetings/{number}";
  router.add({"GET", "/v1/matters/{id}/meetings", for_accounts, list});
  router.add({"GET", meeting + "/record", for_accounts, show<Kind::record>});
  router.add({"POST", meeting + "/record", for_accounts, file<Kind::record>});
  router.add({"GET", meeting + "/minutes", for_accounts, show<Kind::minutes>});
  router.add({"POST", meeting + "/minutes", for_accounts, file<Kind::minutes>});
}

}  // namespace gavel::api
