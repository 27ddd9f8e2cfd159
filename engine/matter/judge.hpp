#pragma once
// Who may send an event, which transitions it may take, and which rules stand against it. Private
// to this room.
#include <span>

#include "engine/matter/context.hpp"

namespace gavel::matter {

using Transitions = std::span<const chart::TransitionIndex>;

[[nodiscard]] bool holds_any(const procedure::Procedure& procedure, const Snapshot& snapshot,
                             const Actor& actor, std::span<const std::string> roles);

/// Roles that may file a document of the code; all of the procedure where it says none.
[[nodiscard]] std::vector<std::string> filers(const procedure::Procedure& procedure,
                                              std::string_view code);

/// Why the actor keeps out of this matter: the entry of `facts.recused` with their account, or with
/// that of whoever lent them the act, unless the order of recusal names the actor as deputy. Empty:
/// they do not.
[[nodiscard]] JsonObject recusal_of(const JsonObject& facts, const Actor& actor);

/// The actor in the matter: whom an order of recusal names as deputy has the roles too that its
/// entry of `facts.recused` gives (`roles`), by that order alone and nobody's delegation.
[[nodiscard]] Actor with_ordered_roles(const JsonObject& facts, Actor actor);

/// Transitions of active states that `event` may take: those with a condition on what is sent count
/// as possible.
[[nodiscard]] std::vector<chart::TransitionIndex> possible(const Context& context,
                                                           const chart::Event& event);

/// Rules of the event's type and of the transitions it takes.
[[nodiscard]] std::vector<std::string> rules_for(const procedure::Procedure& procedure,
                                                 const procedure::EventType* type,
                                                 Transitions transitions);

/// Rules that are asked whatever is sent: of the type, and of the transitions where what is sent
/// does not decide between them; else those that all of them have.
[[nodiscard]] std::vector<std::string> certain_rules(const procedure::EventType* type,
                                                     const Context& context,
                                                     const chart::Event& event,
                                                     Transitions possible);

/// Those of `rules` that are not met, each once, in the order given. A test that cannot be
/// evaluated is not met: what it asks about is not there.
[[nodiscard]] std::vector<UnmetRule> unmet(std::span<const std::string> rules,
                                           const Context& context, const chart::Event& event);

}  // namespace gavel::matter
