#include "api/routes/paper.hpp"

#include <algorithm>

#include "api/routes/respond.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/text.hpp"

namespace gavel::api {
namespace {

std::string colon(const Paper& paper) { return paper.language == "zh" ? "：" : ": "; }

/// Its line breaks are the system's alone: what people typed stands within the line that tells it,
/// and passes for no heading, entry or signature of the paper's own.
Paper in_lines(Paper paper) {
  paper.title = in_one_line(paper.title);
  for (PaperSection& section : paper.sections) {
    section.heading = in_one_line(section.heading);
    for (PaperLine& line : section.lines) line = {in_one_line(line.label), in_one_line(line.text)};
  }
  return paper;
}

}  // namespace

std::string text_of(const Paper& as_told) {
  const Paper paper = in_lines(as_told);
  std::string out = paper.title + "\n";
  for (const PaperSection& section : paper.sections) {
    out += "\n" + section.heading + "\n";
    for (const PaperLine& line : section.lines)
      out += "  " + (line.label.empty() ? "" : line.label + colon(paper)) + line.text + "\n";
  }
  return out;
}

std::string html_of(const Paper& as_told) {
  const Paper paper = in_lines(as_told);
  std::string out = "<!DOCTYPE html>\n<html lang=\"" + markup(paper.language) +
                    "\">\n<meta charset=\"utf-8\">\n<title>" + markup(paper.title) +
                    "</title>\n<style>body{max-width:44em;margin:2em auto;padding:0 1em;"
                    "font:16px/1.7 serif}h1{text-align:center}h2{font-size:1.1em}"
                    "p{margin:.3em 0 .3em 1em;white-space:pre-wrap}</style>\n<h1>" +
                    markup(paper.title) + "</h1>\n";
  for (const PaperSection& section : paper.sections) {
    out += "<h2>" + markup(section.heading) + "</h2>\n";
    for (const PaperLine& line : section.lines) {
      out += "<p>";
      if (!line.label.empty()) out += "<b>" + markup(line.label + colon(paper)) + "</b>";
      out += markup(line.text) + "</p>\n";
    }
  }
  return out + "</html>\n";
}

const std::array<PaperForm, 3> PaperForm::all{
    PaperForm{"text", "text/plain; charset=utf-8", ".txt"},
    PaperForm{"html", "text/html; charset=utf-8", ".html"},
    PaperForm{"akn", "application/akn+xml", ".xml"}};

const PaperForm& form_accepted(std::string_view accept, std::span<const PaperForm> forms) {
  for (const PaperForm& form : forms) {
    const std::string_view type = form.media_type.substr(0, form.media_type.find(';'));
    if (accept.find(type) != std::string_view::npos) return form;
  }
  return PaperForm::all.at(1);
}

const PaperForm& form_asked(Query& query, std::span<const PaperForm> forms) {
  const std::string asked = query.text("form").value_or("text");
  const auto form = std::ranges::find(forms, std::string_view(asked), &PaperForm::name);
  if (form != forms.end()) return *form;
  std::string expected;
  for (const PaperForm& each : forms)
    expected += (expected.empty() ? "" : ", ") + std::string(each.name);
  query.fault("form", "not-a-choice", {{"given", asked}, {"expected", expected}});
  return forms.front();
}

std::string bytes_of(const Paper& paper, const PaperForm& form) {
  return form.name == "html" ? html_of(paper) : text_of(paper);
}

http::Response paper_response(std::string bytes, const PaperForm& form) {
  http::Response response = text_response(std::move(bytes), form.media_type);
  response.headers.add("Vary", "Accept, Accept-Language");
  response.headers.add("Content-Security-Policy",
                       "default-src 'none'; style-src 'unsafe-inline'; sandbox");
  return response;
}

}  // namespace gavel::api
