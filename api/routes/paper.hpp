#pragma once
// A paper written from the record: headed lines, as text to be filed and as a page to be printed.
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "api/http/message.hpp"
#include "api/routes/input.hpp"

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

/// What a paper can be had as.
struct PaperForm {
  std::string_view name, media_type, extension;

  static const std::array<PaperForm, 3> all;  ///< "text", "html", "akn".
  static std::span<const PaperForm> plain() { return std::span(all).first(2); }
};

/// The form an Accept header names; a page where it names none of them.
[[nodiscard]] const PaperForm& form_accepted(std::string_view accept,
                                             std::span<const PaperForm> forms);
/// The form that the parameter `form` names, a text where it is absent; a fault of the query else.
[[nodiscard]] const PaperForm& form_asked(Query& query, std::span<const PaperForm> forms);
/// The paper as a text or a page.
[[nodiscard]] std::string bytes_of(const Paper& paper, const PaperForm& form);
/// 200; a page runs nothing and loads nothing.
[[nodiscard]] http::Response paper_response(std::string bytes, const PaperForm& form);

[[nodiscard]] std::string text_of(const Paper& paper);
/// One HTML document that needs nothing else; everything in it is text.
[[nodiscard]] std::string html_of(const Paper& paper);

}  // namespace gavel::api
