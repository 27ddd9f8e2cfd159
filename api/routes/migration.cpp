// Moving a matter to another version of its procedure: what it would change, and doing it.
#include "api/routes/context.hpp"
#include "api/routes/failure.hpp"
#include "api/routes/happened.hpp"
#include "api/routes/own_papers.hpp"
#include "api/routes/respond.hpp"
#include "api/routes/router.hpp"
#include "api/routes/version_words.hpp"
#include "api/routes/views.hpp"
#include "api/routes/visibility.hpp"
#include "db/procedure_store.hpp"

namespace gavel::api {
namespace {

Problem not_moved(Context& context, const desk::Failure& failure,
                  const procedure::Procedure& from) {
  const auto* refused = std::get_if<desk::NotMoved>(&failure);
  if (refused == nullptr) return problem_of(failure, &from);
  const migration::Plan& plan = *refused->plan;
  const auto to = context.services.procedures.by_sha256(plan.to.sha256);
  // The plan was made on what the matter had become by then, which another move may have changed.
  const auto on = context.services.procedures.by_sha256(plan.from.sha256);
  JsonObject plan_view = view(plan, *on, *to);
  const bool is_about_the_sender =
      plan.obstacles.size() == 1 && plan.obstacles[0].code == "not-permitted";
  Text says;
  for (const Json& obstacle : plan_view.at("obstacles").as_array()) {
    says.zh += shown(obstacle.at("says"), Language::zh);
    says.en += (says.en.empty() ? "" : " ") + shown(obstacle.at("says"), Language::en);
  }
  if (is_about_the_sender) {
    return {.type = "not-permitted",
            .members = {{"migration", std::move(plan_view)}},
            .detail = std::move(says)};
  }
  return {.type = "cannot-migrate",
          .values = {{"obstacles", view(says)}},
          .members = {{"migration", std::move(plan_view)}}};
}

/// The version in force where none is named.
std::string target_of(Context& context, const std::optional<std::string>& to,
                      const procedure::Procedure& from) {
  if (to) return *to;
  const auto current = context.services.procedures.current(from.name);
  return current == nullptr ? from.sha256 : current->sha256;
}

http::Response show(Context& context, Call& call) {
  Query query = call.query();
  const auto to = query.text("to", 100);
  query.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  const desk::MigrateTo ask{target_of(context, to, *loaded.procedure), "", {}};
  const auto plan = context.services.desk.plan(call.parameter(), ask, call.actor());
  if (!plan) throw not_moved(context, plan.error(), *loaded.procedure);
  const auto from = context.services.procedures.by_sha256(plan->from.sha256);
  const auto there = context.services.procedures.by_sha256(plan->to.sha256);
  JsonObject shown = view(*plan, *from, *there);
  shown["version"] = loaded.snapshot.version;
  return json_response(200, shown);
}

http::Response perform(Context& context, Call& call) {
  const std::optional<std::int64_t> version = if_match(call, true);
  const JsonObject body = call.json();
  Fields fields(body);
  desk::MigrateTo ask{
      .to = fields.text("to", {.min = 1, .max = 100}),
      .reason = fields.text("reason", {.min = 1, .max = 2000}),
      .accepted = fields.maybe_texts("accept").value_or(std::vector<std::string>())};
  fields.done();
  const desk::Loaded loaded = visible_matter(context, call, call.parameter());
  desk::Attachments with{.if_version = version, .blob = {}, .signature = {}, .idempotency = {}};
  // The answer that is kept with the event shows the matter as it is after it: on the new version.
  std::shared_ptr<const procedure::Procedure> to =
      context.services.procedures.version(loaded.procedure->name, ask.to);
  if (to == nullptr) to = context.services.procedures.by_sha256(ask.to);
  if (to != nullptr) keep_with_event(call, *to, with);
  auto done = context.services.desk.migrate(call.parameter(), ask, call.actor(), with);
  if (!done) throw not_moved(context, done.error(), *loaded.procedure);
  note_repeat(call, *done);
  if (!done->repeated) file_own_papers(context, *done->procedure, done->snapshot);
  return event_response(*done->procedure, *done);
}

}  // namespace

void add_migration(Router& router) {
  router.add({"GET", "/v1/matters/{id}/migration", for_accounts, show});
  router.add({"POST", "/v1/matters/{id}/migration", for_accounts, perform});
}

}  // namespace gavel::api
