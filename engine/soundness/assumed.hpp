#pragma once
// Conditions under assumptions: some parts are given a value, the rest is unknown.
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/soundness/truth.hpp"

namespace gavel::soundness {

/// Values by the text of what has them: "_event.data.outcome" -> 'amend', "reached('T02')" -> true.
using Assumed = std::map<std::string, expression::Value, std::less<>>;

[[nodiscard]] Truth truth_under(const expression::Node& condition, const Assumed& assumed);

/// The text to assume a leaf's truth by; the same for `a == b` and `a != b`.
[[nodiscard]] std::string question_of(const expression::Node& leaf);

/// What to assume in turn: each text with each of its values.
using Questions = std::map<std::string, std::vector<expression::Value>>;

/// Calls `visit` with every combination until it gives false. False without any call: there are too
/// many.
bool for_each_combination(const Questions& questions,
                          const std::function<bool(const Assumed&)>& visit);

/// A value for sentences: "_event.data.outcome is 'amend', count(_event.data.also) == 0 is true".
[[nodiscard]] Json told(const Assumed& assumed);

}  // namespace gavel::soundness
