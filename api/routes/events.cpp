// What happened in a matter, and making the next thing happen.
#include <charconv>

#include "api/routes/acting.hpp"
#include "api/routes/context.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/repeat.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
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
  (void)visible_matter(context, call, call.parameter());
  const auto events = context.services.matters.events(call.parameter(), *after, limit + 1);
  JsonArray shown;
  for (const matter::Event& event : events) {
    if (shown.size() < static_cast<std::size_t>(limit)) shown.push_back(view(event));
  }
  const bool more = events.size() > shown.size();
  const std::string next =
      more ? std::to_string(events[static_cast<std::size_t>(limit) - 1].seq) : "";
  http::Response response = json_response(200, JsonObject{{"events", std::move(shown)}});
  link_next(response, call, next);
  return response;
}

http::Response one(Context& context, Call& call) {
  (void)visible_matter(context, call, call.parameter());
  const auto seq = number_of(call.parameter(1));
  if (!seq || *seq < 1) throw Problem{.type = "no-such-event"};
  const auto events = context.services.matters.events(call.parameter(), *seq - 1, 1);
  if (events.empty()) throw Problem{.type = "no-such-event"};
  return json_response(200, view(events.front()));
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
  const matter::Actor actor = principal ? acting_for(context, call, *loaded.procedure,
                                                     call.parameter(), *principal, ask.event)
                                        : call.actor();
  desk::Attachments with{.if_version = version, .blob = {}, .signature = {}, .idempotency = {}};
  keep_with_event(call, *loaded.procedure, with);
  const auto done = context.services.desk.send(call.parameter(), std::move(ask), actor, with);
  if (!done) throw problem_of(done.error(), loaded.procedure.get());
  note_repeat(call, *done);
  return event_response(*loaded.procedure, *done);
}

}  // namespace

void add_events(Router& router) {
  router.add({"GET", "/v1/matters/{id}/events", for_accounts, list});
  router.add({"POST", "/v1/matters/{id}/events", for_accounts, send});
  router.add({"GET", "/v1/matters/{id}/events/{seq}", for_accounts, one});
}

}  // namespace gavel::api
