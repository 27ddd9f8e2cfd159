#pragma once
// Writes the elements of an SVG, one after the other; later ones lie above earlier ones. All
// lengths are user units (pixels).
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/draw/layout.hpp"

namespace gavel::draw {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

/// One decimal at most, without the locale or "-0".
[[nodiscard]] std::string number(double value);

class Pen {
 public:
  void open(std::string_view name, const Attributes& attributes, std::string_view end = ">");
  void close(std::string_view name, std::string_view end = "\n");
  /// An element without content.
  void empty(std::string_view name, const Attributes& attributes) {
    open(name, attributes, "/>\n");
  }
  /// Characters within the open element.
  void words(std::string_view text);
  /// What browsers show under the pointer.
  void title(std::string_view text);

  void rectangle(double x, double y, double width, double height, double radius, Attributes look);
  void text(double x, double y, double size, std::string_view words, std::string_view colour,
            Attributes more = {});
  void line(const std::vector<Point>& points, std::string_view colour, double thick,
            std::string_view dashes = "");
  /// A filled arrowhead with its tip at `to`, coming from `from`.
  void arrow(Point from, Point to, std::string_view colour);

  [[nodiscard]] const std::string& written() const { return written_; }
  /// Takes away what was written past `length`, to be put back above something that comes first.
  [[nodiscard]] std::string lift(std::size_t length);
  void put_back(std::string_view lifted) { written_ += lifted; }

 private:
  std::string written_;
};

}  // namespace gavel::draw
