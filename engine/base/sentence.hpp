#pragma once
// What is to be said to people before anyone knows in which language: a code and the values that
// were found and expected. The words stand in engine/messages/diagnostics.json and are put together
// only where somebody reads them, so that finding something costs no sentence.
#include <string>
#include <string_view>

#include "engine/base/json.hpp"
#include "engine/base/text.hpp"

namespace gavel {

struct Sentence {
  Sentence() = default;
  explicit Sentence(std::string_view code_of, JsonObject with = {})
      : code(code_of), values(std::move(with)) {}
  Sentence(std::string_view code_of, std::string_view which, JsonObject with)
      : code(code_of), variant(which), values(std::move(with)) {}

  std::string code;     ///< Stable, kebab-case, for programs: "unknown-name".
  std::string variant;  ///< Which of the sentences of that code: "field"; empty where it has one.
  JsonObject values;    ///< By the name of the {place} in the sentence. See as_value().

  [[nodiscard]] bool empty() const { return code.empty(); }
  /// Where it stands in the catalogue: "unknown-name-field".
  [[nodiscard]] std::string key() const { return variant.empty() ? code : code + "-" + variant; }
  bool operator==(const Sentence&) const = default;
};

/// A sentence or part of one as a value of another, which it becomes in either language.
[[nodiscard]] Json as_value(const Sentence& sentence);
/// A name in both languages as a value.
[[nodiscard]] Json as_value(const Text& text);

/// The sentence in both languages; nothing where there is none. One that the catalogue lacks is a
/// broken invariant; the house lint holds that each that the code can say stands there, with the
/// places the code fills.
[[nodiscard]] Text in_words(const Sentence& sentence);

}  // namespace gavel
