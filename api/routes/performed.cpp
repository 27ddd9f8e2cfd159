// The statement of procedure performed (履行法定程序的说明, Decree 713 art. 26): read off the
// record, as JSON and as a text that can be printed and filed.
#include <map>
#include <mutex>

#include "api/routes/context.hpp"
#include "api/routes/history.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/performed_writer.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/statement_of_procedure.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "api/routes/written.hpp"
#include "db/calendar_store.hpp"
#include "db/roles.hpp"
#include "engine/matter/clock_run.hpp"

namespace gavel::api {
namespace {

/// Of each version of a procedure once: one never changes.
const matter::Articles& articles_of(const std::shared_ptr<const procedure::Procedure>& procedure) {
  static std::mutex guard;
  static std::map<std::string, matter::Articles, std::less<>> known;
  const std::lock_guard locked(guard);
  auto found = known.find(procedure->sha256);
  if (found == known.end())
    found = known.emplace(procedure->sha256, matter::Articles(procedure)).first;
  return found->second;
}

/// By the roles that the account has itself and those of the positions that it held that day.
std::vector<std::string> articles_of_roles(Context& context, const procedure::Procedure& procedure,
                                           const std::string& account, Day day) {
  std::vector<std::string> out;
  for (const std::string& role : db::roles_on(context.services.pool, account, day).roles) {
    const auto declared = procedure.roles.find(role);
    if (declared == procedure.roles.end()) continue;
    for (const procedure::Citation& each : declared->second.citations)
      out.push_back(each.source + ":" + each.article);
  }
  return out;
}

void leave_out(const KeptParts& kept, matter::Snapshot& snapshot,
               std::vector<matter::Event>& events) {
  std::vector<matter::Document> documents = *snapshot.documents;
  for (matter::Document& each : documents) each = kept.shown(std::move(each));
  snapshot.documents = std::move(documents);
  for (matter::Event& each : events) kept.leave_out(each);
}

/// With what is kept from its reader left out.
PerformedRecord record_of(Context& context, const desk::Loaded& loaded, const KeptParts& kept) {
  const Moment moment = present(context, loaded.snapshot);
  PerformedRecord record{loaded.procedure,   loaded.snapshot, {}, {}, {}, {},
                         day_of(moment.now), Names(context)};
  auto events = events_of(context, loaded.snapshot);
  leave_out(kept, record.snapshot, events);
  record.changes = matter::changes_performed(*loaded.procedure, events);
  record.exceptions = matter::exceptions_used(*loaded.procedure, record.snapshot, events);
  constexpr int most_of_one_item = 20;
  record.same_item =
      db::Catalogues(context.services.pool).beside(loaded.snapshot.id, most_of_one_item);
  db::Participation& participation = context.services.participation;
  for (db::Notice& notice : participation.notices_of(loaded.snapshot.id)) {
    auto adoptions = participation.adoptions_of(notice.id);
    Closing closing = closing_of(context, notice);
    record.notices.push_back({std::move(notice), std::move(adoptions), std::move(closing)});
  }
  record.classified = db::DocumentSecurity(context.services.pool).acts_in(loaded.snapshot.id);
  record.ended = matter::ended(*loaded.procedure, events);
  record.recusals =
      recusals_told(db::Offices(context.services.pool).recusals(loaded.snapshot.id),
                    [&](const std::string& account, Day day) {
                      return articles_of_roles(context, *loaded.procedure, account, day);
                    });
  for (RecusalTold& each : record.recusals) {
    if (!each.step.origin.empty()) each.origin_title = title_told(context, each.step.origin);
  }
  db::FollowUps links(context.services.pool);
  record.merged_in = links.merged_into(loaded.snapshot.id);
  record.succeeded_by = links.successors_of(loaded.snapshot.id);
  for (auto* const matters : {&record.merged_in, &record.succeeded_by}) {
    for (db::MergedIn& each : *matters) each.title = title_told(context, each.matter);
  }
  record.draws = draws_told(context.services.pool, loaded.snapshot.id);
  record.corrections = matter::corrected_entries(*loaded.procedure, events);
  record.standings =
      matter::standings(articles_of(loaded.procedure), record.snapshot, events, *moment.calendar);
  db::CalendarStore& calendars = context.services.calendars;  // keeps every table it gave out
  record.sources = matter::performed(
      articles_of(loaded.procedure), record.snapshot, events,
      matter::clocks_told(*loaded.procedure, record.snapshot, events, moment.facts, moment.now,
                          *moment.calendar,
                          [&](const std::string& id) -> const calendar::Calendar& {
                            return *calendars.by_id(id);
                          }));
  record.others =
      matter::others_performed(*loaded.procedure, events, record.sources, record.changes);
  return record;
}

JsonObject view_of(const matter::Deed& deed, const PerformedWriter& zh, const PerformedWriter& en) {
  return {{"seq", deed.seq},
          {"event", deed.event},
          {"title", view(deed.title)},
          {"account", deed.by.account},
          {"unit", deed.by.unit},
          {"on_behalf_of", deed.by.on_behalf_of},
          {"at", to_string(deed.at)},
          {"says", view(Text{zh.sentence_of(deed), en.sentence_of(deed)})}};
}

JsonObject view_of(const matter::ChangePerformed& change, const PerformedWriter& zh,
                   const PerformedWriter& en) {
  JsonArray reopened;
  for (const Text& part : change.reopened) reopened.push_back(view(part));
  return {{"class", change.value},
          {"title", view(change.title)},
          {"reopened", std::move(reopened)},
          {"deed", view_of(change.deed, zh, en)},
          {"says", view(Text{zh.sentence_of(change), en.sentence_of(change)})}};
}

JsonObject view_of(const NoticePerformed& told, const PerformedWriter& zh,
                   const PerformedWriter& en) {
  const db::CommentCounts& counts = told.notice.counts;
  JsonObject adoptions;
  for (const auto& [adoption, comments] : told.adoptions) adoptions[db::name(adoption)] = comments;
  return {{"notice", told.notice.id},
          {"counts", JsonObject{{"received", counts.received},
                                {"replied", counts.replied},
                                {"withdrawn", counts.withdrawn},
                                {"set_aside", counts.set_aside},
                                {"unanswered", counts.unanswered}}},
          {"adoptions", std::move(adoptions)},
          {"says", view(Text{zh.sentence_of(told), en.sentence_of(told)})}};
}

JsonObject view_of(const matter::Approval& approval) {
  return {{"state", approval.state},
          {"by", approval.by},
          {"on_behalf_of", approval.on_behalf_of},
          {"on", approval.on},
          {"reason", approval.reason}};
}

JsonObject view_of(const matter::ExceptionUsed& used, const PerformedWriter& zh,
                   const PerformedWriter& en) {
  JsonArray citations;
  for (const auto& citation : used.citations) {
    citations.push_back(JsonObject{{"source", citation.source},
                                   {"article", citation.article},
                                   {"label", view(citation.label)}});
  }
  return {{"kind", used.kind},
          {"title", view(Text{zh.title_of(used), en.title_of(used)})},
          {"reason", used.reason},
          {"approver", used.approval.approver},
          {"denied", used.denied ? Json(JsonObject{{"by", used.denied->by},
                                                   {"on_behalf_of", used.denied->on_behalf_of},
                                                   {"on", used.denied->on},
                                                   {"reason", used.denied->reason}})
                                 : Json(nullptr)},
          {"approval", used.approval.state.empty() ? Json() : Json(view_of(used.approval))},
          {"by", used.by},
          {"on", used.on},
          {"citations", std::move(citations)},
          {"deed", used.deed ? Json(view_of(*used.deed, zh, en)) : Json(nullptr)},
          {"says", view(Text{zh.sentence_of(used), en.sentence_of(used)})}};
}

JsonObject view_of(const db::CatalogueUse& other, const PerformedWriter& zh,
                   const PerformedWriter& en) {
  return {{"matter", other.matter},
          {"number", other.number},
          {"at", to_string(other.at)},
          {"says", view(Text{zh.sentence_of(other), en.sentence_of(other)})}};
}

Json view_of(const std::optional<matter::Ended>& ended, const PerformedWriter& zh,
             const PerformedWriter& en) {
  if (!ended) return nullptr;
  return JsonObject{{"title", view(ended->title)},
                    {"at", to_string(ended->by.at)},
                    {"says", view(Text{zh.sentence_of(*ended), en.sentence_of(*ended)})}};
}

JsonObject view_of(const db::SecurityAct& act, const PerformedWriter& zh,
                   const PerformedWriter& en) {
  const auto said_or_null = [](const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
  };
  return {{"document", act.document},
          {"security", act.security},
          {"was", said_or_null(act.was)},
          {"basis", act.basis},
          {"account", act.by.account},
          {"unit", act.by.unit},
          {"at", to_string(act.at)},
          {"notice", said_or_null(act.notice)},
          {"taken_down", said_or_null(act.taken_down)},
          {"says", view(Text{zh.sentence_of(act), en.sentence_of(act)})}};
}

JsonObject view_of(const DrawTold& told, const PerformedWriter& zh, const PerformedWriter& en) {
  const db::ExpertDraw& draw = told.draw;
  return {{"id", draw.id},
          {"number", draw.number},
          {"by", draw.by},
          {"at", to_string(draw.at)},
          {"drawn", draw.body.at("drawn")},
          {"reason", string_or(draw.body, "reason")},
          {"says", view(Text{zh.sentence_of(told), en.sentence_of(told)})}};
}

JsonArray view_of(const std::vector<const RecusalTold*>& recusals, const PerformedWriter& zh,
                  const PerformedWriter& en) {
  JsonArray out;
  for (const RecusalTold* each : recusals) {
    const db::RecusalStep& step = each->step;
    out.push_back(JsonObject{{"seq", step.seq},
                             {"account", step.account},
                             {"step", step.step},
                             {"reason", step.reason},
                             {"deputy", step.deputy},
                             {"by", step.by},
                             {"asker", step.asker},
                             {"origin", step.origin},
                             {"at", to_string(step.at)},
                             {"says", view(Text{zh.sentence_of(*each), en.sentence_of(*each)})}});
  }
  return out;
}

JsonObject article_view(const std::string& source, const matter::PerformedArticle& article,
                        const PerformedRecord& record) {
  const PerformedWriter zh(record, Language::zh), en(record, Language::en);
  JsonArray stated, deeds, documents, clocks, overruns, steps, same_item;
  for (const auto& other : same_item_under(record, source, article.article))
    same_item.push_back(view_of(other, zh, en));
  for (const auto& each : article.stated)
    stated.push_back(view(Text{zh.sentence_of(each), en.sentence_of(each)}));
  for (const auto& deed : article.deeds) deeds.push_back(view_of(deed, zh, en));
  for (const auto& document : article.documents) documents.push_back(view(document));
  for (const auto& clock : article.clocks) {
    clocks.push_back(
        JsonObject{{"id", clock.id},
                   {"title", view(clock.title)},
                   {"from", to_string(clock.from)},
                   {"due", to_string(clock.due.last)},
                   {"provisional", clock.due.provisional},
                   {"reached", clock.reached},
                   {"says", view(Text{zh.sentence_of(clock), en.sentence_of(clock)})}});
  }
  for (const auto& each : article.overruns) {
    overruns.push_back(
        JsonObject{{"id", each.id},
                   {"title", view(each.title)},
                   {"due", each.due ? Json(to_string(*each.due)) : Json(nullptr)},
                   {"noted_on", to_string(each.on)},
                   {"says", view(Text{zh.sentence_of(each), en.sentence_of(each)})}});
  }
  for (const auto& step : article.steps) {
    steps.push_back(JsonObject{{"id", step.id},
                               {"title", view(step.title)},
                               {"done", step.outcome == matter::Outcome::done},
                               {"outcome", matter::name(step.outcome)},
                               {"by", step.by ? Json(view_of(*step.by, zh, en)) : Json(nullptr)},
                               {"was", step.was ? Json(view_of(*step.was, zh, en)) : Json(nullptr)},
                               {"reason", step.reason},
                               {"says", view(Text{zh.sentence_of(step), en.sentence_of(step)})}});
  }
  const auto& left_out = article.left_out_by;
  return {{"article", article.article.number},
          {"title", view(article.article.title)},
          {"outcome", matter::name(article.outcome)},
          {"left_out_by", left_out ? Json(view_of(*left_out, zh, en)) : Json(nullptr)},
          {"stated", std::move(stated)},
          {"steps", std::move(steps)},
          {"deeds", std::move(deeds)},
          {"same_item", std::move(same_item)},
          {"recusals", view_of(recusals_under(record, source, article.article), zh, en)},
          {"clocks", std::move(clocks)},
          {"overruns", std::move(overruns)},
          {"documents", std::move(documents)}};
}

JsonArray linked_view(const std::vector<db::MergedIn>& matters, const std::string& how,
                      const PerformedWriter& zh, const PerformedWriter& en) {
  JsonArray out;
  for (const db::MergedIn& each : matters)
    out.push_back(
        JsonObject{{"matter", each.matter},
                   {"title", each.title},
                   {"at", to_string(each.at)},
                   {"says", view(Text{zh.sentence_of(each, how), en.sentence_of(each, how)})}});
  return out;
}

http::Response show(Context& context, Call& call) {
  call.query().done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const KeptParts kept(context, call, loaded);
  const PerformedRecord record = record_of(context, loaded, kept);
  if (call.request.headers.get("Accept").starts_with("text/plain")) {
    return text_response(PerformedWriter(record, call.language).text(),
                         "text/plain; charset=utf-8");
  }
  JsonArray sources;
  for (const auto& source : record.sources) {
    JsonArray articles;
    for (const auto& article : source.articles)
      articles.push_back(article_view(source.id, article, record));
    sources.push_back(JsonObject{
        {"id", source.id}, {"title", view(source.title)}, {"articles", std::move(articles)}});
  }
  const PerformedWriter zh(record, Language::zh), en(record, Language::en);
  JsonArray changes;
  for (const auto& change : record.changes) changes.push_back(view_of(change, zh, en));
  JsonArray notices;
  for (const auto& told : record.notices) notices.push_back(view_of(told, zh, en));
  JsonArray exceptions;
  for (const auto& used : record.exceptions) exceptions.push_back(view_of(used, zh, en));
  JsonArray classified;
  for (const auto& act : record.classified) classified.push_back(view_of(act, zh, en));
  JsonArray draws;
  for (const DrawTold& told : record.draws) draws.push_back(view_of(told, zh, en));
  JsonArray others;
  for (const auto& deed : record.others) others.push_back(view_of(deed, zh, en));
  return json_response(
      200, JsonObject{{"matter", record.snapshot.id},
                      {"version", record.snapshot.version},
                      {"ended", view_of(record.ended, zh, en)},
                      {"sources", std::move(sources)},
                      {"notices", std::move(notices)},
                      {"classified", std::move(classified)},
                      {"changes", std::move(changes)},
                      {"exceptions", std::move(exceptions)},
                      {"recusals", view_of(other_recusals(record), zh, en)},
                      {"draws", std::move(draws)},
                      {"merged_in", linked_view(record.merged_in, "merged in", zh, en)},
                      {"succeeded_by", linked_view(record.succeeded_by, "succeeded by", zh, en)},
                      {"others", std::move(others)}});
}

http::Response file(Context& context, Call& call) {
  Query query = call.query();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const std::string code = code_for(query, *loaded.procedure, statement_of_procedure);
  query.done();
  return file_written(context, call, *loaded.procedure, written_statement(context, loaded, code));
}

}  // namespace

Written written_statement(Context& context, const desk::Loaded& loaded, const std::string& code) {
  // It goes round: to the review, into the volume, to all who see the matter.
  const PerformedRecord record = record_of(context, loaded, KeptParts(context, loaded));
  return {.code = code,
          .title = PerformedWriter(record, Language::zh).heading(),
          .extension = ".txt",
          .media_type = "text/plain; charset=utf-8",
          .bytes = PerformedWriter(record, Language::zh).text()};
}

void add_performed(Router& router) {
  router.add({"GET", "/v1/matters/{id}/statement-of-procedure", for_accounts, show});
  router.add({"POST", "/v1/matters/{id}/statement-of-procedure", for_accounts, file});
}

}  // namespace gavel::api
