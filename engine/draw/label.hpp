#pragma once
// What is written beside the lines and in the boxes of a drawing, before it has a place.
#include <string>
#include <string_view>
#include <vector>

#include "engine/draw/options.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::draw {

/// The language asked for; the other one, or nothing, where a file leaves it empty.
[[nodiscard]] const std::string& in(Language language, const Text& text);
/// The part of speech of a label, which decides how it looks.
enum class Style : std::uint8_t { plain, condition, rules, target };
struct Span {
  std::string text;
  Style style = Style::plain;
};
using Label = std::vector<Span>;

/// The fixed words of a drawing. Their order is that of the table in label.cpp.
enum class Word : std::uint8_t {
  automatic,
  otherwise,
  on_condition,
  both,
  either,
  complete,
  period_over,
  timer,
  mandatory,
  only_after,
  now,
  version,
  legend,
  legend_state,
  legend_final,
  legend_mandatory,
  legend_active,
  legend_start,
  legend_next,
  legend_forward,
  legend_back,
  legend_within,
  legend_rules,
  legend_parallel,
  rules_cited,
  colon,
  separator,
  archive_built,
  legend_not_here,
};
[[nodiscard]] std::string word(Language language, Word which);

class Labels {
 public:
  Labels(const procedure::Procedure& procedure, const Options& options);

  [[nodiscard]] std::string title(chart::StateIndex state) const;  ///< Its id where it has none.
  /// The title in the other language, or nothing where it would only repeat.
  [[nodiscard]] std::string other_title(chart::StateIndex state) const;
  [[nodiscard]] std::string stage(chart::StateIndex state) const;
  [[nodiscard]] bool is_active(chart::StateIndex state) const { return active_[state]; }

  /// "Decide to start", then the condition and the ids of the rules.
  [[nodiscard]] Label transition(const chart::Transition& transition) const;
  /// The same without its condition: what can be done again and again within a state. What changes
  /// nothing there is in the file only for its rules, which say why it cannot be done yet.
  [[nodiscard]] Label within(const chart::Transition& transition) const;
  /// Rule ids of the event and of the transition, each once.
  [[nodiscard]] std::vector<std::string> rules(const chart::Transition& transition) const;
  /// The event's name, who may send it, the condition as written, and the rules in full.
  [[nodiscard]] std::string explanation(const chart::Transition& transition) const;
  /// "Mandatory M1: legality review (Decree 713 art. 25)" for each step that goes through the
  /// state.
  [[nodiscard]] std::vector<std::string> mandatory(chart::StateIndex state) const;
  /// "Only after M1, M6" where the state may not be reached without them.
  [[nodiscard]] std::string only_after(chart::StateIndex state) const;
  [[nodiscard]] std::string citations(const std::vector<procedure::Citation>& citations) const;

 private:
  void name_fields(std::string& text, const chart::Transition& transition) const;
  [[nodiscard]] std::string event(const std::string& descriptor) const;
  [[nodiscard]] std::string condition(const chart::Transition& transition) const;

  const procedure::Procedure& procedure_;
  Language language_;
  std::vector<bool> active_;
};

}  // namespace gavel::draw
