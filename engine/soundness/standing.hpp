#pragma once
// What `check` proves holds from where a procedure begins. A matter that comes to it in the midst
// of its course, from another version, is not covered by that proof: this asks again from where it
// is.
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "engine/chart/session.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::soundness {

enum class Standing : std::uint8_t {
  done,       ///< It was done on this course, and counts.
  ahead,      ///< Every way on leads through it.
  avoidable,  ///< Some way on comes to what it must precede without it, or none could be excluded.
  passed,     ///< What it must precede is behind already, and does not come again.
};
[[nodiscard]] std::string_view name(Standing standing);

/// One for each of `procedure.mandatory`. `course`: the states the matter has entered, by their
/// ids, in order of happening, whatever version it entered them under.
[[nodiscard]] std::vector<Standing> standing(const procedure::Procedure& procedure,
                                             const chart::Session& session,
                                             std::span<const std::string> course);

}  // namespace gavel::soundness
