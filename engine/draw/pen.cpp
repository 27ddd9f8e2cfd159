#include "engine/draw/pen.hpp"

#include <cmath>

#include "engine/draw/label.hpp"

namespace gavel::draw {

std::string number(double value) {
  const long tenths = std::lround(value * 10);
  std::string out = (tenths < 0 ? "-" : "") + std::to_string(std::labs(tenths) / 10);
  if (const long rest = std::labs(tenths) % 10; rest != 0) out += "." + std::to_string(rest);
  return out;
}

void Pen::open(std::string_view name, const Attributes& attributes, std::string_view end) {
  written_ += "<" + std::string(name);
  for (const auto& [key, value] : attributes)
    written_ += " " + std::string(key) + "=\"" + markup(value) + "\"";
  written_ += end;
}
void Pen::close(std::string_view name, std::string_view end) {
  written_ += "</" + std::string(name) + ">";
  written_ += end;
}

void Pen::words(std::string_view text) { written_ += markup(text); }

void Pen::title(std::string_view text) {
  open("title", {});
  words(text);
  close("title");
}

void Pen::rectangle(double x, double y, double width, double height, double radius,
                    Attributes look) {
  Attributes all{{"x", number(x)},
                 {"y", number(y)},
                 {"width", number(width)},
                 {"height", number(height)},
                 {"rx", number(radius)}};
  all.insert(all.end(), std::make_move_iterator(look.begin()), std::make_move_iterator(look.end()));
  empty("rect", all);
}

void Pen::text(double x, double y, double size, std::string_view said, std::string_view colour,
               Attributes more) {
  Attributes all{{"x", number(x)},
                 {"y", number(y)},
                 {"font-size", number(size)},
                 {"fill", std::string(colour)}};
  all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
  open("text", all);
  words(said);
  close("text");
}

void Pen::line(const std::vector<Point>& points, std::string_view colour, double thick,
               std::string_view dashes) {
  std::string path;
  for (const Point& point : points)
    path += (path.empty() ? "M" : " L") + number(point.x) + " " + number(point.y);
  Attributes all{{"d", path},
                 {"fill", "none"},
                 {"stroke", std::string(colour)},
                 {"stroke-width", number(thick)},
                 {"stroke-linejoin", "round"}};
  if (!dashes.empty()) all.emplace_back("stroke-dasharray", dashes);
  empty("path", all);
}

void Pen::arrow(Point from, Point to, std::string_view colour) {
  const double length = std::hypot(to.x - from.x, to.y - from.y);
  if (length == 0) return;
  const double dx = (to.x - from.x) / length, dy = (to.y - from.y) / length;
  const auto corner = [&](double side) {
    return number(to.x - 9 * dx - side * dy) + " " + number(to.y - 9 * dy + side * dx);
  };
  empty("path", {{"d", "M" + number(to.x) + " " + number(to.y) + " L" + corner(4.5) + " L" +
                           corner(-4.5) + " Z"},
                 {"fill", std::string(colour)}});
}

std::string Pen::lift(std::size_t length) {
  std::string lifted = written_.substr(length);
  written_.resize(length);
  return lifted;
}

}  // namespace gavel::draw
