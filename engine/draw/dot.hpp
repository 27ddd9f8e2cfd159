#pragma once
#include <string>

#include "engine/draw/options.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::draw {

/// The procedure as Graphviz text, for those who want to lay it out themselves: compound and
/// parallel states are clusters, mandatory steps have a thick border and their citation, active
/// states are filled.
[[nodiscard]] std::string dot(const procedure::Procedure& procedure, const Options& options = {});

}  // namespace gavel::draw
