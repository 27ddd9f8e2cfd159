#pragma once
// A paper written from the record: headed lines, as text to be filed and as a page to be printed.
#include <string>
#include <vector>

namespace gavel::api {

struct PaperLine {
  std::string label;  ///< "" for a line without one.
  std::string text;
};
struct PaperSection {
  std::string heading;
  std::vector<PaperLine> lines;
};
struct Paper {
  std::string title, language;  ///< language: "zh", "en".
  std::vector<PaperSection> sections;
};

[[nodiscard]] std::string text_of(const Paper& paper);
/// One HTML document that needs nothing else; everything in it is text.
[[nodiscard]] std::string html_of(const Paper& paper);

}  // namespace gavel::api
