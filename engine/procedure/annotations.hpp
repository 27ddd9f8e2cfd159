#pragma once
// Reading attributes of our namespace with diagnostics that name the place; private to this room.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/chart/definition.hpp"

namespace gavel::procedure {

/// Words separated by blanks.
[[nodiscard]] std::vector<std::string> words(std::string_view text);

/// Collects every diagnostic of one file.
class Findings {
 public:
  void error(const Place& place, Sentence says) {
    ++errors_;
    list.push_back({Diagnostic::Severity::error, place, std::move(says)});
  }
  void warning(const Place& place, Sentence says) {
    list.push_back({Diagnostic::Severity::warning, place, std::move(says)});
  }
  [[nodiscard]] bool any_error() const { return errors_ > 0; }
  std::vector<Diagnostic> list;
  expression::Definitions definitions;  ///< What expressions of our namespace may call by name.

 private:
  int errors_ = 0;
};

/// One annotation element under reading: each attribute is asked for once, what is left over is
/// unknown.
class Element {
 public:
  Element(const chart::Annotation& annotation, Findings& findings)
      : annotation_(annotation), findings_(findings) {}

  /// Says so when it is missing; gives "" then.
  [[nodiscard]] std::string required(std::string_view name);
  [[nodiscard]] std::string optional(std::string_view name, std::string_view fallback = "");
  [[nodiscard]] Text text();  ///< The attributes zh and en, both required.
  [[nodiscard]] bool flag(std::string_view name, bool fallback = false);
  [[nodiscard]] std::optional<double> number(std::string_view name);
  [[nodiscard]] std::optional<expression::Expression> expression(std::string_view name,
                                                                 bool is_required);
  /// Errors for attributes never asked for and children not named here.
  void finish(std::initializer_list<std::string_view> children = {});
  [[nodiscard]] const Place& place() const { return annotation_.place; }
  [[nodiscard]] const chart::Annotation& annotation() const { return annotation_; }
  void error(Sentence says) { findings_.error(place(), std::move(says)); }

 private:
  [[nodiscard]] const std::string* find(std::string_view name);
  const chart::Annotation& annotation_;
  Findings& findings_;
  std::vector<std::string_view> asked_;
};

}  // namespace gavel::procedure
