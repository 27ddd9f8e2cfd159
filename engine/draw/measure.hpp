#pragma once
// How wide text is, near enough: there is no font here. Widths are on the large side of Arial,
// Liberation Sans and Noto Sans CJK, so that text stays in its box whichever of them is there.
#include <string_view>
#include <vector>

#include "engine/draw/label.hpp"

namespace gavel::draw {

[[nodiscard]] double width_of(std::string_view text, double size, bool bold = false);

/// The label in lines of at most `width`, broken at spaces and between Chinese characters; what is
/// longer than a line by itself is broken anywhere. Never empty.
[[nodiscard]] std::vector<Label> wrapped(const Label& label, double size, double width,
                                         bool bold = false);

}  // namespace gavel::draw
