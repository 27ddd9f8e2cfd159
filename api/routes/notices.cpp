// Notices: what the public is asked about, with the texts that were put before it. Open to
// everyone.
#include <algorithm>

#include "api/routes/classified.hpp"
#include "api/routes/context.hpp"
#include "api/routes/destroyed.hpp"
#include "api/routes/notice_closing.hpp"
#include "api/routes/page.hpp"
#include "api/routes/range.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/target.hpp"
#include "db/documents.hpp"
#include "db/participation.hpp"
#include "engine/base/contacts.hpp"
#include "engine/base/own_name.hpp"
#include "engine/matter/context.hpp"

namespace gavel::api {
namespace {

/// The documents that the notice named when it was opened: those versions, and no others.
JsonArray published(const db::Notice& notice, const std::string& self) {
  JsonArray documents;
  for (const auto& [as, value] : notice.params) {
    if (!value.is_object()) continue;
    const auto document = matter::decode_document(value.get_object());
    if (!document) continue;
    documents.push_back(JsonObject{{"as", as},
                                   {"id", document->id},
                                   {"code", document->code},
                                   {"version", document->version},
                                   {"title", document->title},
                                   {"filename", document->filename},
                                   {"media_type", document->media_type},
                                   {"sha256", document->sha256},
                                   {"size", document->size},
                                   {"href", self + "/documents/" + encoded(document->id)}});
  }
  return documents;
}

/// As the procedure sent them. Of a document what tells which one it is: who filed and who wrote it
/// are accounts, and no business of the public's.
JsonObject shown(const JsonObject& params) {
  JsonObject out = params;
  for (auto& [name, value] : out) {
    if (!value.is_object()) continue;
    const auto document = matter::decode_document(value.get_object());
    if (!document) continue;
    value = JsonObject{{"code", document->code},
                       {"version", document->version},
                       {"title", document->title},
                       {"sha256", document->sha256}};
  }
  return out;
}

Json view(const std::optional<db::Feedback>& feedback) {
  if (!feedback) return nullptr;
  return JsonObject{{"published_at", to_string(feedback->published_at)},
                    {"adopted", feedback->adopted},
                    {"partly", feedback->partly},
                    {"not_adopted", feedback->not_adopted},
                    {"explained", feedback->explained},
                    {"out_of_scope", feedback->out_of_scope}};
}

/// As it was published; whoever was entered by their account is called by their name.
Json view(const Names& names, JsonObject hearing) {
  if (hearing.empty()) return nullptr;
  const auto call_by_name = [&](JsonObject& in, std::string_view member) {
    Json* const who = in.if_contains(member);
    if (who != nullptr && who->is_string()) *who = names.name(std::string(who->get_string()));
  };
  call_by_name(hearing, "chair");
  call_by_name(hearing, "presenter");
  if (Json* const list = hearing.if_contains("list"); list != nullptr && list->is_array()) {
    for (Json& each : list->get_array()) {
      if (each.is_object()) call_by_name(each.get_object(), "name");
    }
  }
  return hearing;
}

JsonObject view(Context& context, const Names& names, const db::Notice& notice) {
  const Closing closing = closing_of(context, notice);
  const std::string self = "/v1/notices/" + encoded(notice.id);
  const db::CommentCounts& counts = notice.counts;
  return {{"id", notice.id},
          {"matter", notice.matter},
          {"title", notice.title},
          {"opened_on", notice.opened_on},
          {"closes_on", closing.day},
          {"announced_closes_on", notice.closes_on},
          {"extended", notice.extended},
          {"moved", notice.moved},
          {"recalled", notice.recalled.empty() ? Json() : Json(notice.recalled)},
          {"ended", closing.ended.empty() ? Json() : Json(closing.ended)},
          {"provisional", closing.provisional},
          {"open", !notice.closed_at},
          {"closed_at", notice.closed_at ? Json(to_string(*notice.closed_at)) : Json()},
          {"params", shown(notice.params)},
          {"documents", published(notice, self)},
          {"hearing", view(names, notice.hearing)},
          {"feedback", view(notice.feedback)},
          {"counts", JsonObject{{"received", counts.received},
                                {"replied", counts.replied},
                                {"withdrawn", counts.withdrawn},
                                {"set_aside", counts.set_aside},
                                {"unanswered", counts.unanswered}}},
          {"links", JsonObject{{"self", self}, {"comments", self + "/comments"}}}};
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const bool open_only = query.flag("open");
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  const Names names(context);
  return page_response(
      call, "notices", context.services.participation.notices(open_only, cursor, limit + 1), limit,
      [&](const db::Notice& notice) { return view(context, names, notice); }, &db::Notice::id);
}

http::Response one(Context& context, Call& call) {
  const auto notice = context.services.participation.notice(call.parameter());
  if (!notice) throw Problem{.type = "no-such-notice"};
  return json_response(200, view(context, Names(context), *notice));
}

http::Response document(Context& context, Call& call) {
  call.query().done();
  const auto notice = context.services.participation.notice(call.parameter());
  if (!notice) throw Problem{.type = "no-such-notice"};
  const std::string& id = call.parameter(1);
  const JsonArray documents = published(*notice, "");
  const auto named = std::ranges::any_of(
      documents, [&](const Json& each) { return string_or(each.as_object(), "id") == id; });
  const auto row = named ? context.services.documents.find(id) : std::nullopt;
  if (!row) throw Problem{.type = "no-such-document"};
  refuse_classified_to_the_public(context, row->matter, id);
  refuse_destroyed_document(context, id);
  auto bytes = context.services.documents.bytes(id);
  if (!bytes) throw Problem{.type = "no-such-document"};
  return ranged(call, file_response(*std::move(bytes), row->document.media_type,
                                    row->document.filename, row->document.sha256));
}

/// As the public reads what the sender wrote and was answered.
Json shown_text(const db::PublishedComment& from, const std::string& text) {
  return Json(without_contacts(without_names(text, from.sender)));
}

/// Of whoever had their name deleted the words are not shown: it may stand in them, and nobody
/// knows it any more to leave it out.
JsonObject shown(const db::PublishedComment& published) {
  const db::Comment& comment = published.comment;
  const auto own_words = [&](const std::string& text) {
    return text.empty() || published.is_erased ? Json() : shown_text(published, text);
  };
  return {{"number", comment.seq},
          {"text", own_words(comment.text)},
          {"clause", own_words(comment.clause)},
          {"adoption", db::name(comment.reply->adoption)},
          {"reason", shown_text(published, comment.reply->reason)}};
}

/// What became of the comments: of those whose senders agreed, text and answer, nobody's name, and
/// nothing before the procedure publishes it.
http::Response comments(Context& context, Call& call) {
  Query query = call.query();
  const std::int64_t after = query.cursor_after();
  const int limit = query.limit();
  query.done();
  db::Participation& participation = context.services.participation;
  const auto notice = participation.notice(call.parameter());
  if (!notice) throw Problem{.type = "no-such-notice"};
  auto found = participation.published(notice->id, after, limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  JsonArray comments;
  for (const db::PublishedComment& each : found) comments.push_back(shown(each));
  http::Response response = json_response(
      200, JsonObject{{"feedback", view(notice->feedback)}, {"comments", std::move(comments)}});
  link_next(response, call, more ? std::to_string(found.back().comment.seq) : "");
  return response;
}

}  // namespace

void add_notices(Router& router) {
  router.add({"GET", "/v1/notices", for_public, list});
  router.add({"GET", "/v1/notices/{id}", for_public, one});
  router.add({"GET", "/v1/notices/{id}/documents/{document}", for_public, document});
  router.add({"GET", "/v1/notices/{id}/comments", for_public, comments});
}

}  // namespace gavel::api
