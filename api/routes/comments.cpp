// Comments: anyone sends one without an account and follows it by its receipt; the drafting unit
// answers each of them.
#include "api/routes/context.hpp"
#include "api/routes/for_roles.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/sentences.hpp"
#include "api/routes/target.hpp"
#include "api/routes/visibility.hpp"
#include "db/ledger_store.hpp"
#include "db/participation.hpp"
#include "engine/matter/every_unit.hpp"

namespace gavel::api {
namespace {

// In code points. Long enough for a careful statement, short enough to be read.
constexpr Length text_length{.min = 1, .max = 20'000};
constexpr Length reason_length{.min = 0, .max = 10'000};

std::string place_of(const std::string& receipt) { return "/v1/comments/" + encoded(receipt); }

JsonObject view(const db::Reply& reply) {
  return {{"adoption", db::name(reply.adoption)},
          {"reason", reply.reason},
          {"unit", reply.unit},
          {"unit_name", reply.unit_name},
          {"replied_at", to_string(reply.at)},
          {"version", reply.version}};
}

JsonObject view(const db::Receipt& receipt) {
  return {{"receipt", receipt.receipt},
          {"secret", receipt.secret},
          {"received_at", to_string(receipt.received_at)},
          {"href", place_of(receipt.receipt)}};
}

/// Without personal data: no name, no contact, and not who answered.
JsonObject view(const db::Comment& comment) {
  return {{"receipt", comment.receipt},
          {"notice", comment.notice},
          {"text", comment.text},
          {"clause", comment.clause.empty() ? Json() : Json(comment.clause)},
          {"channel", comment.channel},
          {"consent_publish", comment.consent_publish},
          {"received_at", to_string(comment.received_at)},
          {"received_on", comment.received_on.empty() ? Json() : Json(comment.received_on)},
          {"organisation", comment.organisation.empty() ? Json() : Json(comment.organisation)},
          {"status", db::name(comment.status)},
          {"settled_at", comment.settled_at ? Json(to_string(*comment.settled_at)) : Json()},
          {"reply", comment.reply ? Json(view(*comment.reply)) : Json()},
          {"set_aside_reason",
           comment.set_aside_reason.empty() ? Json() : Json(comment.set_aside_reason)}};
}

[[noreturn]] void refuse(db::CommentFault fault) {
  switch (fault) {
    case db::CommentFault::no_such_notice:
      throw Problem{.type = "no-such-notice"};
    case db::CommentFault::notice_closed:
      throw Problem{.type = "notice-closed"};
    case db::CommentFault::already_settled:
      throw Problem{.type = "comment-settled"};
    case db::CommentFault::answer_published:
      throw Problem{.type = "answer-published"};
    case db::CommentFault::reason_required:
      throw Problem{
          .type = "invalid-body",
          .errors = {{.where = "/reason", .code = "missing", .values = {{"field", "reason"}}}}};
    case db::CommentFault::names_sender:
      throw Problem{
          .type = "invalid-body",
          .errors = {
              {.where = "/reason", .code = "names-sender", .values = {{"field", "reason"}}}}};
    case db::CommentFault::no_such_comment:
    case db::CommentFault::repeated:
      break;
  }
  throw Problem{.type = "no-such-comment"};
}

/// The notice that stands in the end: one that took a recalled one's place may be recalled itself.
std::string standing_in_place(db::Participation& participation, std::string next) {
  for (auto notice = participation.notice(next); notice;) {
    const std::string after = string_or(notice->recalled, "replaced_by");
    if (after.empty()) break;
    next = after;
    notice = participation.notice(next);
  }
  return next;
}

/// Of one that was recalled, or ended with its matter: when and why, and which took its place; its
/// time was not over.
Problem closed(Context& context, const std::string& id) {
  Problem out{.type = "notice-closed"};
  const auto notice = context.services.participation.notice(id);
  if (!notice || (notice->recalled.empty() && notice->ended.empty())) return out;
  const JsonObject& said = notice->recalled.empty() ? notice->ended : notice->recalled;
  const std::string on = string_or(said, "on"), reason = string_or(said, "reason");
  const std::string next =
      standing_in_place(context.services.participation, string_or(notice->recalled, "replaced_by"));
  const JsonObject values{{"on", JsonObject{{"zh", said_moment(on, Language::zh)},
                                            {"en", said_moment(on, Language::en)}}},
                          {"reason", reason},
                          {"replaced_by", next},
                          {"href", "/v1/notices/" + encoded(next)}};
  const char* const ended = reason.empty() ? "notice-ended-early" : "notice-ended";
  out.detail = sentence(notice->recalled.empty() ? ended
                        : next.empty()           ? "notice-recalled"
                                                 : "notice-replaced",
                        values);
  return out;
}

/// Tells `once` what became of the answer's row.
template <class Value>
bool is_repeated(Call& call, const std::expected<Value, db::CommentFault>& outcome) {
  if (!call.repeat) return false;
  call.repeat->kept = outcome.has_value();
  call.repeat->repeated = !outcome && outcome.error() == db::CommentFault::repeated;
  return call.repeat->repeated;
}

/// Settles a comment and keeps the answer with it.
template <class Settle>
http::Response settled(Call& call, int status, const Settle& settle) {
  db::Participation::SettledAnswer answer;
  if (call.repeat) {
    answer = [&](const db::Comment& comment) {
      return kept_answer(*call.repeat, status, "", json_text(view(comment)));
    };
  }
  const std::expected<db::Comment, db::CommentFault> comment = settle(answer);
  if (is_repeated(call, comment)) return {};
  if (!comment) refuse(comment.error());
  return json_response(status, view(*comment));
}

/// Whoever is under fourteen leaves name and contact only if a parent or guardian agrees (Personal
/// Information Protection Law, article 31). Of whoever leaves neither, nothing is kept.
bool guardian_agreed(Fields& fields, const db::NewComment& comment) {
  const bool under_14 = fields.flag("under_14", false);
  const bool agreed = fields.flag("guardian_consent", false);
  const bool is_named = comment.name || comment.contact;
  if (under_14 && is_named && !agreed) fields.fault("guardian_consent", "guardian-consent");
  return under_14 && is_named && agreed;
}

http::Response send(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  db::NewComment comment{.text = fields.text("text", text_length),
                         .name = fields.maybe_text("name", {.min = 1, .max = 1'000}),
                         .contact = fields.maybe_text("contact", {.min = 1, .max = 200}),
                         .clause = fields.maybe_text("clause", {.min = 1, .max = 200}),
                         .consent_publish = fields.flag("consent_publish", false)};
  comment.guardian_consent = guardian_agreed(fields, comment);
  fields.done();
  const std::string channel = comment.channel;
  db::Participation::Answer answer;
  if (call.repeat) {
    answer = [&call](const db::Receipt& given) {
      return kept_answer(*call.repeat, 201, place_of(given.receipt), json_text(view(given)));
    };
  }
  const auto receipt =
      context.services.participation.comment(call.parameter(), std::move(comment), answer);
  if (is_repeated(call, receipt)) return {};  // `once` gives the first answer
  if (!receipt && receipt.error() == db::CommentFault::notice_closed)
    throw closed(context, call.parameter());
  if (!receipt) refuse(receipt.error());
  context.metrics.comment_received(channel);
  return created(place_of(receipt->receipt), view(*receipt));
}

/// Receipts are copied by hand: a slip of the pen is told as such, and not as a comment that is
/// lost.
const std::string& receipt_of(const Call& call) {
  if (!db::is_receipt(call.parameter())) throw Problem{.type = "not-a-receipt"};
  return call.parameter();
}

/// For whoever holds the secret; a wrong one is answered as if there were no such comment.
http::Response follow(Context& context, Call& call) {
  Query query = call.query();
  const std::string secret = query.text("secret").value_or("");
  query.done();
  const auto comment = context.services.participation.follow(receipt_of(call), secret);
  if (!comment) refuse(comment.error());
  JsonObject shown = view(*comment);
  shown["has_person"] = comment->has_person;
  const auto leaf = context.services.ledger.find("comment", comment->receipt);
  shown["ledger_index"] = leaf ? Json(leaf->index) : Json();
  return json_response(200, shown);
}

http::Response withdraw(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string secret = fields.text("secret");
  fields.done();
  return settled(call, 200, [&](const db::Participation::SettledAnswer& answer) {
    return context.services.participation.withdraw(receipt_of(call), secret, answer);
  });
}

/// Name and contact are deleted on their owner's word (Personal Information Protection Law, article
/// 47); the comment stands, and is answered.
http::Response erase(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string secret = fields.text("secret");
  fields.done();
  db::Participation& participation = context.services.participation;
  const auto comment = participation.follow(receipt_of(call), secret);
  if (!comment) refuse(comment.error());
  const bool erased = participation.erase_person(comment->receipt);
  return json_response(200, JsonObject{{"receipt", comment->receipt}, {"erased", erased}});
}

/// The drafting unit answers. Where any unit may propose, as for a catalogue, they are answered by
/// the roles that enter what came by letter.
std::vector<std::string> answering_roles(const desk::Loaded& matter) {
  const auto units = matter::units(*matter.procedure, matter.snapshot);
  if (std::ranges::find(units, matter::every_unit) == units.end()) return {"drafter"};
  const auto enters = matter.procedure->events.find("comment.enter");
  return enters == matter.procedure->events.end() ? std::vector<std::string>{} : enters->second.who;
}

/// Whoever answers, and nobody else, learns who wrote, to be able to ask back.
bool answers(const Call& call, const desk::Loaded& matter) {
  const auto units = matter::units(*matter.procedure, matter.snapshot);
  const auto holds = [&](const std::string& role) {
    return matter::holds(*matter.procedure, matter.snapshot, call.actor(), role);
  };
  return std::ranges::find(units, call.account->unit) != units.end() &&
         std::ranges::any_of(answering_roles(matter), holds);
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const bool unanswered = query.flag("unanswered");
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  db::Participation& participation = context.services.participation;
  auto found = participation.list(call.parameter(), unanswered, cursor, limit + 1);
  const bool more = found.size() > static_cast<std::size_t>(limit);
  if (more) found.resize(static_cast<std::size_t>(limit));
  const bool shows_people = answers(call, loaded);
  JsonArray comments;
  for (const db::Comment& comment : found) {
    JsonObject shown = view(comment);
    if (comment.has_person && shows_people) {
      const auto person = participation.person(comment.receipt);
      if (person)
        shown["person"] = JsonObject{{"name", person->name},
                                     {"contact", person->contact},
                                     {"guardian_consent", person->guardian_consent}};
    }
    comments.push_back(std::move(shown));
  }
  http::Response response = json_response(200, JsonObject{{"comments", std::move(comments)}});
  link_next(response, call, more ? found.back().receipt : "");
  return response;
}

/// By the roles that would answer, or by the unit where the account has one of them.
[[noreturn]] void refuse_answer(Context& context, const Call& call, const desk::Loaded& loaded) {
  const auto roles = answering_roles(loaded);
  const auto has = [&](const std::string& role) { return call.has_role(role); };
  if (std::ranges::any_of(roles, has)) throw not_your_matter(context, loaded.snapshot.unit);
  throw Problem{.type = "role-required",
                .values = {{"roles", JsonArray(roles.begin(), roles.end())}}};
}

/// The comment and its matter, for those who deal with it.
desk::Loaded matter_of_comment(Context& context, const Call& call) {
  const auto comment = context.services.participation.find(call.parameter());
  if (!comment) refuse(db::CommentFault::no_such_comment);
  return visible_matter(context, call, comment->matter);
}

http::Response reply(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string named = fields.text("adoption");
  const std::string reason = fields.maybe_citation("reason", reason_length).value_or("");
  const auto adoption = db::adoption_of(named);
  if (!named.empty() && !adoption) {
    fields.fault(
        "adoption", "not-a-choice",
        {{"expected", JsonArray{"adopted", "partly", "not_adopted", "explained", "out_of_scope"}},
         {"given", named}});
  }
  fields.done();
  const desk::Loaded loaded = matter_of_comment(context, call);
  if (!answers(call, loaded)) refuse_answer(context, call, loaded);
  return settled(call, 201, [&](const db::Participation::SettledAnswer& answer) {
    return context.services.participation.reply(call.parameter(), *adoption, reason, call.actor(),
                                                answer);
  });
}

http::Response set_aside(Context& context, Call& call) {
  const JsonObject body = call.json();
  Fields fields(body);
  const std::string kind = fields.text("kind");
  const std::string reason = fields.citation("reason", {.min = 1, .max = reason_length.max});
  if (!kind.empty() && kind != "set_aside") {
    fields.fault("kind", "not-a-choice", {{"expected", "set_aside"}, {"given", kind}});
  }
  fields.done();
  (void)matter_of_comment(context, call);
  return settled(call, 201, [&](const db::Participation::SettledAnswer& answer) {
    return context.services.participation.set_aside(call.parameter(), reason, call.actor(), answer);
  });
}

const Access for_office = for_roles({db::office_role});

}  // namespace

void add_comments(Router& router) {
  router.add({"POST", "/v1/notices/{id}/comments", for_public, send});
  router.add({"GET", "/v1/comments/{receipt}", for_public, follow});
  router.add({"POST", "/v1/comments/{receipt}/withdrawal", for_public, withdraw});
  router.add({"POST", "/v1/comments/{receipt}/erasure", for_public, erase});
  router.add({"GET", "/v1/matters/{id}/comments", for_accounts, list});
  router.add({"POST", "/v1/comments/{receipt}/replies", for_accounts, reply});
  router.add({"POST", "/v1/comments/{receipt}/disposition", for_office, set_aside});
}

}  // namespace gavel::api
