// Moving a matter to another version of its procedure.
#include "engine/desk/desk.hpp"

namespace gavel::desk {

std::expected<std::shared_ptr<const procedure::Procedure>, Failure> Desk::target(
    const Loaded& loaded, const MigrateTo& ask) {
  const std::string& name = loaded.procedure->name;
  auto to = ports_.procedures.version(name, ask.to);
  if (to == nullptr) to = ports_.procedures.by_sha256(ask.to);
  if (to != nullptr && to->name == name) return to;
  return std::unexpected(NoSuchProcedure{name + "@" + ask.to});
}

migration::Plan Desk::plan(const Loaded& loaded, const procedure::Procedure& to,
                           const MigrateTo& ask, const matter::Actor& actor) {
  const CalendarInForce calendar = calendar_of(loaded);
  const matter::Command command{matter::Migrate{matter::pin_of(*loaded.procedure),
                                                matter::pin_of(to), ask.reason, ask.accepted},
                                actor, moment_of(loaded), ports_.facts.of(loaded.snapshot),
                                calendar.id};
  const auto course = ports_.matters.course(loaded.snapshot.id, loaded.snapshot.version);
  return migration::plan(
      {*loaded.procedure, loaded.snapshot, to, command, *calendar.calendar, course});
}

std::expected<Done, Failure> Desk::migrate(const std::string& matter, const MigrateTo& ask,
                                           const matter::Actor& actor, const Attachments& with) {
  const auto decide_move = [&](const Loaded& loaded) -> std::expected<Decided, Failure> {
    const auto to = target(loaded, ask);
    if (!to) return std::unexpected(to.error());
    auto made = plan(loaded, **to, ask, actor);
    if (made.accepted) return Decided{*std::move(made.accepted), *to};
    return std::unexpected(NotMoved{std::make_shared<const migration::Plan>(std::move(made))});
  };
  return perform(matter, Decide(decide_move), with);
}

std::expected<migration::Plan, Failure> Desk::plan(const std::string& matter, const MigrateTo& ask,
                                                   const matter::Actor& actor) {
  const auto loaded = ports_.matters.load(matter);
  if (!loaded) return std::unexpected(NoSuchMatter{});
  const auto to = target(*loaded, ask);
  if (!to) return std::unexpected(to.error());
  return plan(*loaded, **to, ask, actor);
}

}  // namespace gavel::desk
