#include "engine/base/diagnostic.hpp"

namespace gavel {
namespace {

Sentence with_severity(const Diagnostic& diagnostic) {
  const Json says = as_value(diagnostic.says);
  switch (diagnostic.severity) {
    case Diagnostic::Severity::error:
      return Sentence{"severity", "error", {{"says", says}}};
    case Diagnostic::Severity::warning:
      return Sentence{"severity", "warning", {{"says", says}}};
    case Diagnostic::Severity::note:
      break;
  }
  return Sentence{"severity", "note", {{"says", says}}};
}

}  // namespace

Text in_words(const Diagnostic& diagnostic) {
  std::string before = diagnostic.place.file;
  if (diagnostic.place.line > 0) {
    before +=
        ":" + std::to_string(diagnostic.place.line) + ":" + std::to_string(diagnostic.place.column);
  }
  before += ": ";
  const std::string after = " [" + diagnostic.says.code + "]";
  const Text words = in_words(with_severity(diagnostic));
  return {.zh = before + words.zh + after, .en = before + words.en + after};
}

}  // namespace gavel
