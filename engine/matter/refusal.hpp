#pragma once
// The answer to an event that may not happen: nothing has changed, and this is why and what would
// help.
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/json.hpp"
#include "engine/base/sentence.hpp"
#include "engine/base/time.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::matter {

struct UnmetRule {
  std::string id;
  Text says, remedy;
  std::vector<procedure::Citation> citations;
  JsonObject seen;  ///< Name to value, as the rule declares.
  std::optional<Day>
      earliest;              ///< First day on which the rule can be met, where a clock decides it.
  bool provisional = false;  ///< That day lies past the last known holiday notice.
};
/// One fault of an event's data. Sentences for people are made from `code` and `values` by the
/// message catalogues; the engine has none of its own.
struct FormError {
  std::string pointer;  ///< RFC 6901, into the event's data.
  std::string code;  ///< "missing", "unknown-field", "wrong-type", "not-a-choice", "out-of-range",
                     ///< "not-a-date", "too-deep", "unknown-document-code",
                     ///< "wrong-citation", "personal-data".
  JsonObject
      values;  ///< {"field", "title_zh", "title_en", "expected", "given", ...} as the code needs.
};

struct Refusal {
  /// In order of precedence: whoever breaks several is told the first, and with it all of its
  /// details. The names are the wire names; a retired one is never used again.
  enum class Reason : std::uint8_t {
    unknown_event,       ///< The procedure has no such event.
    finished,            ///< The matter has reached its end.
    not_now,             ///< No active state takes this event.
    not_permitted,       ///< The actor holds none of the event's roles in this matter, or keeps out
                         ///< of it.
    invalid_form,        ///< The data does not fit the event's form.
    rules_unmet,         ///< One or more rules are not met: all of them are listed.
    signature_required,  ///< The event counts only with a signature over its statement.
    execution_error,     ///< The step raised an error the chart does not handle.
  };
  Reason reason;
  std::string event;
  Sentence detail;  ///< execution_error: what the chart raised. Otherwise empty.
  std::vector<UnmetRule> rules;
  std::vector<FormError> form;
  std::vector<std::string> taken_in;  ///< not_now: states that would take it.
  std::vector<std::string> roles;     ///< not_permitted: roles that may send it.
  /// not_permitted: why the actor, or whoever they act for, keeps out of the matter, as
  /// `_x.facts.recused` has it; else empty.
  JsonObject recused = {};
};

[[nodiscard]] std::string_view name(Refusal::Reason reason);  ///< "rules-unmet".
[[nodiscard]] JsonObject encode(const Refusal& refusal);

}  // namespace gavel::matter
