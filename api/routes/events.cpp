// What happened in a matter, and making the next thing happen.
#include <algorithm>
#include <charconv>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/kept_parts.hpp"
#include "api/routes/own_papers.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/statement_of_procedure.hpp"
#include "api/routes/target.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"

namespace gavel::api {
namespace {

std::string place_of(const std::string& matter, std::int64_t seq) {
  return "/v1/matters/" + encoded(matter) + "/events/" + std::to_string(seq);
}

std::optional<std::int64_t> number_of(const std::string& text) {
  std::int64_t number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc{} || read.ptr != text.data() + text.size()) return std::nullopt;
  return number;
}

http::Response list(Context& context, Call& call) {
  Query query = call.query();
  const std::string cursor = query.cursor();
  const int limit = query.limit();
  query.done();
  const auto after = cursor.empty() ? 0 : number_of(cursor);
  if (!after || *after < 0) throw Problem{.type = "bad-cursor"};
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const KeptParts kept(context, call, loaded);
  const auto events = context.services.matters.events(call.parameter(), *after, limit + 1);
  JsonArray shown;
  for (const matter::Event& event : events) {
    if (shown.size() < static_cast<std::size_t>(limit)) shown.push_back(kept.shown(event));
  }
  const bool more = events.size() > shown.size();
  const std::string next =
      more ? std::to_string(events[static_cast<std::size_t>(limit) - 1].seq) : "";
  http::Response response = json_response(200, JsonObject{{"events", std::move(shown)}});
  link_next(response, call, next);
  return response;
}

http::Response one(Context& context, Call& call) {
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const auto seq = number_of(call.parameter(1));
  if (!seq || *seq < 1) throw Problem{.type = "no-such-event"};
  const auto events = context.services.matters.events(call.parameter(), *seq - 1, 1);
  if (events.empty()) throw Problem{.type = "no-such-event"};
  return json_response(200, KeptParts(context, call, loaded).shown(events.front()));
}

}  // namespace

http::Response event_response(const procedure::Procedure& procedure, const desk::Done& done) {
  http::Response response = created(place_of(done.snapshot.id, done.event.seq),
                                    outcome(procedure, {done.snapshot, done.event, {}}));
  response.headers.add("ETag", etag_of(done.snapshot.version));
  return response;
}

void keep_with_event(Call& call, const procedure::Procedure& procedure, desk::Attachments& with) {
  if (!call.repeat) return;
  with.idempotency = [&](const matter::Accepted& accepted) {
    return kept_answer(*call.repeat, 201, place_of(accepted.next.id, accepted.event.seq),
                       json_text(outcome(procedure, accepted)));
  };
}

void note_repeat(Call& call, const desk::Done& done) {
  if (!call.repeat) return;
  call.repeat->kept = !done.repeated;
  call.repeat->repeated = done.repeated;
}

namespace {

/// The code under which the event's statement of procedure is on file; empty: it has none.
std::string statement_on_file(const desk::Loaded& loaded, const std::string& event) {
  const auto type = loaded.procedure->events.find(event);
  if (type == loaded.procedure->events.end()) return "";
  for (const std::string& code : type->second.produces) {
    const auto document = loaded.procedure->documents.find(code);
    const bool is_it = document != loaded.procedure->documents.end() &&
                       document->second.written == statement_of_procedure;
    if (is_it && std::ranges::find(*loaded.snapshot.documents, code, &matter::Document::code) !=
                     loaded.snapshot.documents->end())
      return code;
  }
  return "";
}

/// Where one thing alone is in the way and the event's statement of procedure is on file, that is
/// of an earlier record: it is written anew, so that what is submitted is what the record says as
/// it is submitted. Gives the matter's version then.
std::optional<std::int64_t> written_anew(Context& context, const desk::Failure& failure,
                                         const std::string& event, const matter::Actor& actor,
                                         const std::string& matter) {
  const auto* refusal = std::get_if<matter::Refusal>(&failure);
  const bool is_one = refusal != nullptr &&
                      refusal->reason == matter::Refusal::Reason::rules_unmet &&
                      refusal->rules.size() == 1;
  if (!is_one) return std::nullopt;
  const auto loaded = context.services.matters.load(matter);
  const std::string code = loaded ? statement_on_file(*loaded, event) : "";
  if (code.empty()) return std::nullopt;
  const auto last = context.services.matters.events(matter, loaded->snapshot.version - 1, 1);
  const bool is_new = !last.empty() && last.front().name == "system.written";
  if (is_new) return std::nullopt;  // something else is in the way
  const auto version =
      add_written(context, matter, actor, written_statement(context, *loaded, code));
  return version ? std::optional(*version) : std::nullopt;
}

http::Response send(Context& context, Call& call) {
  const std::optional<std::int64_t> version = if_match(call, true);
  const JsonObject body = call.json();
  Fields fields(body);
  matter::Send ask{.event = fields.text("event", {.min = 1, .max = 200}),
                   .data = fields.object("data"),
                   .signature = {}};
  const auto principal = fields.maybe_text("on_behalf_of", {.min = 1, .max = 64});
  fields.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const matter::Actor actor = principal ? acting_for(context, call, loaded, *principal, ask.event)
                                        : actor_in(context, call, loaded);
  desk::Attachments with{.if_version = version, .blob = {}, .signature = {}, .idempotency = {}};
  keep_with_event(call, *loaded.procedure, with);
  auto done = context.services.desk.send(call.parameter(), ask, actor, with);
  const auto anew =
      done ? std::nullopt : written_anew(context, done.error(), ask.event, actor, call.parameter());
  if (anew) {
    if (with.if_version) with.if_version = anew;
    done = context.services.desk.send(call.parameter(), ask, actor, with);
  }
  if (!done)
    throw problem_of(KeptParts(context, call, loaded).shown(ask, std::move(done.error())),
                     loaded.procedure.get());
  note_repeat(call, *done);
  if (!done->repeated) file_own_papers(context, *loaded.procedure, done->snapshot);
  return event_response(*loaded.procedure, *done);
}

}  // namespace

void add_events(Router& router) {
  router.add({"GET", "/v1/matters/{id}/events", for_accounts, list});
  router.add({"POST", "/v1/matters/{id}/events", for_accounts, send});
  router.add({"GET", "/v1/matters/{id}/events/{seq}", for_accounts, one});
}

}  // namespace gavel::api
