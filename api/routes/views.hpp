#pragma once
// How the house's values look as JSON. Names are those of openapi.json.
#include "api/routes/context.hpp"
#include "db/accounts.hpp"
#include "db/matter_store.hpp"
#include "db/statements.hpp"
#include "engine/desk/desk.hpp"

namespace gavel::api {

[[nodiscard]] JsonObject view(const Text& text);
[[nodiscard]] JsonArray view(const std::vector<procedure::Citation>& citations);
[[nodiscard]] JsonArray view(const std::vector<procedure::Field>& form);
[[nodiscard]] JsonObject view(const db::Account& account);
[[nodiscard]] JsonObject view(const matter::Document& document);
/// The newest document as it became, with the matter's version beside it.
[[nodiscard]] JsonObject added_view(const matter::Snapshot& next);
[[nodiscard]] JsonObject view(const db::TimeStamp& stamp);
[[nodiscard]] JsonObject view(const matter::UnmetRule& rule);
[[nodiscard]] JsonObject view(const matter::Refusal& refusal);
[[nodiscard]] JsonObject view(const matter::Event& event);
[[nodiscard]] JsonArray array(const std::vector<std::string>& texts);
[[nodiscard]] JsonArray array(const std::vector<Text>& texts);

/// Name, version, digest and title.
[[nodiscard]] JsonObject brief(const procedure::Procedure& procedure);
/// Everything a user may want to know of a procedure, the chart itself excepted.
[[nodiscard]] JsonObject view(const procedure::Procedure& procedure);

/// [{id,title,stage}] of active states.
[[nodiscard]] JsonArray states(const procedure::Procedure& procedure,
                               const std::vector<std::string>& ids);

/// What a matter's clocks are judged by.
struct Moment {
  JsonObject facts;
  Instant now;
  std::shared_ptr<const calendar::Calendar> calendar;
  std::string calendar_id;
};
[[nodiscard]] Moment present(Context& context, const matter::Snapshot& snapshot);
/// As the event was decided.
[[nodiscard]] Moment moment_of(Context& context, const matter::Event& event);

/// Clocks as the statement of procedure has them: those whose act is done as counted for it.
[[nodiscard]] JsonObject view(Context& context, const procedure::Procedure& procedure,
                              const matter::Snapshot& snapshot, const Moment& moment);
/// A line of the list of matters.
[[nodiscard]] JsonObject view(Context& context, const db::MatterRow& row);
[[nodiscard]] JsonObject view(const matter::Task& task);

/// What an accepted event answers: {seq,event,entered,exited,version,at,states}.
[[nodiscard]] JsonObject outcome(const procedure::Procedure& procedure,
                                 const matter::Accepted& accepted);

}  // namespace gavel::api
