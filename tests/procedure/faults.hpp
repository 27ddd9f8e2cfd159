#pragma once
// Annotations with one thing wrong, and what the reader says of them.
#include "tests/procedure/given.hpp"

namespace gavel::procedure {

inline constexpr std::string_view source = R"(<g:source id="d" zh="《条例》" en="Decree 713"/>)";
inline const std::string says = R"(<g:says zh="说" en="s"/><g:remedy zh="补" en="r"/>)";

inline std::string with_source(const std::string& annotations) {
  return std::string(source) + "\n" + annotations;
}

/// The one fault that `annotations` has, with its code.
inline std::string fault(const std::string& annotations, std::string_view states = "") {
  const auto result = read_with(with_source(annotations), states);
  EXPECT_EQ(result.procedure, nullptr);
  return result.diagnostics.size() == 1 ? result.diagnostics[0].says.code
                                        : written(result.diagnostics);
}

}  // namespace gavel::procedure
