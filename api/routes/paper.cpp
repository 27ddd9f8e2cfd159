#include "api/routes/paper.hpp"

#include "engine/base/text.hpp"

namespace gavel::api {
namespace {

std::string colon(const Paper& paper) { return paper.language == "zh" ? "：" : ": "; }

}  // namespace

std::string text_of(const Paper& paper) {
  std::string out = paper.title + "\n";
  for (const PaperSection& section : paper.sections) {
    out += "\n" + section.heading + "\n";
    for (const PaperLine& line : section.lines)
      out += "  " + (line.label.empty() ? "" : line.label + colon(paper)) + line.text + "\n";
  }
  return out;
}

std::string html_of(const Paper& paper) {
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

}  // namespace gavel::api
