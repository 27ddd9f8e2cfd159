#pragma once
#include <string>

#include "engine/draw/options.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::draw {

/// The procedure as one SVG that needs no other file: nested boxes in document order, the main line
/// from top to bottom on the left, regions of a parallel state side by side, ways forward at the
/// right, ways back at the left, a legend, and the cited rules below. Each box is a <g> with
/// `id="state-ID"` and the class "active" where the state is; titles in both languages and the
/// rules in full are in <title> elements, which browsers show under the pointer. Same input, same
/// bytes.
[[nodiscard]] std::string svg(const procedure::Procedure& procedure, const Options& options = {});

}  // namespace gavel::draw
