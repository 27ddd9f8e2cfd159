#include <algorithm>

#include "engine/chart/reading.hpp"

namespace gavel::chart {
namespace {

bool is_error(const Diagnostic& diagnostic) {
  return diagnostic.severity == Diagnostic::Severity::error;
}

void report(const xml::Fault& fault, const xml::Lines& lines, std::string_view file,
            std::vector<Diagnostic>& diagnostics) {
  Place place = fault.whole_file ? Place{std::string(file), 0, 0} : lines.at(fault.offset);
  diagnostics.push_back({Diagnostic::Severity::error, std::move(place), fault.says});
}

void in_file_order(std::vector<Diagnostic>& diagnostics) {
  std::ranges::stable_sort(diagnostics, [](const Diagnostic& a, const Diagnostic& b) {
    return std::pair(a.place.line, a.place.column) < std::pair(b.place.line, b.place.column);
  });
}

}  // namespace

ReadResult read(std::string_view xml, std::string_view file, const ReadOptions& options) {
  ReadResult result;
  const xml::Fault unreadable = xml::scan(xml, options.limits);
  if (!unreadable.says.empty()) {
    // Lines of a file past the limit are not counted: that fault is one of the whole file.
    report(unreadable, xml::Lines(unreadable.whole_file ? "" : xml, file), file,
           result.diagnostics);
    return result;
  }
  const xml::Lines lines(xml, file);
  const xml::Document document(xml);
  if (!document.fault().says.empty()) {
    report(document.fault(), lines, file, result.diagnostics);
    return result;
  }
  reading::Context context(xml, document, lines, options, result.diagnostics);
  const xml::Element& root = document.root();
  if (root.space != xml::Namespace::scxml || root.name != "scxml")
    context.error(
        root.offset,
        Sentence{"not-scxml", {{"element", root.written}, {"namespace", scxml_namespace}}});
  else
    result.chart = reading::read_chart(context, root);
  in_file_order(result.diagnostics);
  if (std::ranges::any_of(result.diagnostics, is_error)) result.chart = nullptr;
  return result;
}

}  // namespace gavel::chart
