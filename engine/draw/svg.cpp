#include "engine/draw/svg.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/draw/label.hpp"
#include "engine/draw/layout.hpp"
#include "engine/draw/measure.hpp"
#include "engine/draw/pen.hpp"

namespace gavel::draw {
namespace {

using chart::State;

// Each kind differs from the others in shape, width or dashes too, not in colour alone.
constexpr std::string_view ink = "#1b2430", soft = "#56606e", line_colour = "#3f4a5a",
                           rule_colour = "#5b2c83";
constexpr std::string_view step_colour = "#9a4a00", step_fill = "#fff1d6", step_ink = "#5a2b00";
constexpr std::string_view now_colour = "#0b4fa8", now_fill = "#d9e9ff";
constexpr std::string_view forward_colour = "#17603a", back_colour = "#8f1d4f";
constexpr std::string_view fonts =
    "'Helvetica Neue', Helvetica, Arial, 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', "
    "'Microsoft YaHei', 'WenQuanYi Micro Hei', sans-serif";
constexpr double border = 24;  ///< Around the whole drawing.

class Painter {
 public:
  Painter(const procedure::Procedure& procedure, const Options& options)
      : procedure_(procedure),
        chart_(*procedure.chart),
        language_(options.language),
        labels_(procedure, options) {}

  std::string paint() {
    // The legend's height depends on the width of what is laid out, and the other way round not.
    const Box measured = lay_out(procedure_, labels_, {border, 0}).boxes[0];
    width_ = measured.width + 2 * border;
    const double top = heading();
    layout_ = lay_out(procedure_, labels_, {border, top});
    for (const State& state : chart_.states)
      if (state.index != 0 && !state.children.empty()) frame(state);
    for (const Wire& wire : layout_.wires) paint(wire);
    for (const State& state : chart_.states)
      if (state.index != 0) paint(state);
    for (const Block& block : layout_.next) paint(block);
    const double bottom = rules(top + layout_.boxes[0].height + border) + border;
    return head(bottom) + pen_.written() + "</svg>\n";
  }

 private:
  // ---- the parts of the drawing
  [[nodiscard]] std::string head(double height) const {
    const std::string w = number(width_), h = number(height);
    std::string out = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"" + w + "\" height=\"" +
                      h + "\" viewBox=\"0 0 " + w + " " + h + "\" role=\"img\" lang=\"" +
                      (language_ == Language::zh ? "zh" : "en") + "\" font-family=\"" +
                      markup(fonts) + "\">\n";
    out += "<title>" + markup(labels_.title(0)) + "</title>\n";
    return out + "<rect width=\"" + w + "\" height=\"" + h + "\" fill=\"#ffffff\"/>\n";
  }

  double heading() {
    std::string title = labels_.title(0);
    if (title.empty()) title = procedure_.name;
    pen_.text(border, 46, 26, title, ink, {{"font-weight", "bold"}});
    std::string detail = labels_.other_title(0);
    if (!procedure_.version.empty())
      detail += (detail.empty() ? "" : " · ") + word(language_, Word::version) + procedure_.version;
    if (procedure_.sha256.size() >= 12)
      detail += " · SHA-256 " + procedure_.sha256.substr(0, 12) + "…";
    pen_.text(border, 68, 13, detail, soft);
    return legend({border, 84}) + 16;
  }

  double legend(Point at) {
    constexpr double row = 30, sample = 44;
    const std::size_t begins = pen_.written().size();
    double x = at.x + 14, y = at.y + 22;
    const auto entry = [&](Word meaning, const auto& draw_sample) {
      const std::string words = word(language_, meaning);
      const double wide = sample + 8 + width_of(words, 13) + 24;
      if (x + wide > width_ - border) {
        x = at.x + 14;
        y += row;
      }
      draw_sample(Point{x, y});
      pen_.text(x + sample + 8, y + 4.5, 13, words, ink);
      x += wide;
    };
    entry(Word::legend_state,
          [&](Point p) { leaf(p.x, p.y - 9, sample, 18, false, false, false); });
    entry(Word::legend_final, [&](Point p) { leaf(p.x, p.y - 9, sample, 18, true, false, false); });
    entry(Word::legend_mandatory,
          [&](Point p) { leaf(p.x, p.y - 9, sample, 18, false, true, false); });
    entry(Word::legend_active, [&](Point p) {
      leaf(p.x, p.y - 9, sample, 18, false, false, true);
      pen_.text(p.x + 17, p.y + 4, 11, "▶", now_colour);
    });
    entry(Word::legend_parallel, [&](Point p) {
      for (const double x_of : {p.x, p.x + 24})
        pen_.rectangle(
            x_of, p.y - 9, 20, 18, 4,
            {{"fill", "#ffffff"}, {"stroke", std::string(soft)}, {"stroke-dasharray", "5 3"}});
    });
    entry(Word::legend_start, [&](Point p) {
      paint(Wire{Wire::Kind::start, {{{p.x + 6, p.y}, {p.x + sample, p.y}}}, 0});
    });
    entry(Word::legend_next,
          [&](Point p) { paint(Wire{Wire::Kind::next, {{{p.x, p.y}, {p.x + sample, p.y}}}, 0}); });
    entry(Word::legend_forward, [&](Point p) {
      paint(Wire{Wire::Kind::forward, {{{p.x, p.y}, {p.x + sample, p.y}}}, 0});
    });
    entry(Word::legend_back,
          [&](Point p) { paint(Wire{Wire::Kind::back, {{{p.x + sample, p.y}, {p.x, p.y}}}, 0}); });
    entry(Word::legend_within, [&](Point p) { pen_.text(p.x + 24, p.y + 5, 15, "↻", ink); });
    entry(Word::legend_not_here, [&](Point p) { pen_.text(p.x + 26, p.y + 5, 16, "×", ink); });
    entry(Word::legend_rules, [&](Point p) {
      pen_.text(p.x + 4, p.y + 4.5, 13, "[G08]", rule_colour, {{"font-weight", "bold"}});
    });
    const double bottom = y + 20;
    const std::string samples = pen_.lift(begins);
    pen_.rectangle(at.x, at.y, width_ - 2 * border, bottom - at.y, 6,
                   {{"fill", "#fafbfc"}, {"stroke", "#c9d0d9"}});
    pen_.put_back(samples);
    return bottom;
  }

  /// A box that holds others: behind the lines, its words before them.
  void frame(const State& state) {
    const Box& box = layout_.boxes[state.index];
    const bool region = chart_.states[state.parent].kind == State::Kind::parallel;
    const bool step = !labels_.mandatory(state.index).empty(),
               active = labels_.is_active(state.index);
    const std::string fill = state.kind == State::Kind::parallel ? "#eceff4"
                             : region                            ? "#f8f9fb"
                             : state.depth % 2 == 1              ? "#f5f7fa"
                                                                 : "#eef1f5";
    Attributes look{{"fill", fill},
                    {"stroke", std::string(step     ? step_colour
                                           : active ? now_colour
                                                    : soft)},
                    {"stroke-width", step     ? "3.5"
                                     : active ? "2.5"
                                              : "1.2"}};
    if (region && !step) look.emplace_back("stroke-dasharray", "7 4");
    pen_.rectangle(box.x, box.y, box.width, box.height, 10, std::move(look));
  }

  void leaf(double x, double y, double width, double height, bool final, bool step, bool active) {
    const double radius = height > 30 ? 8 : 5;
    pen_.rectangle(x, y, width, height, radius,
                   {{"fill", std::string(active ? now_fill : "#ffffff")},
                    {"stroke", std::string(step     ? step_colour
                                           : active ? now_colour
                                                    : line_colour)},
                    {"stroke-width", step     ? "3.5"
                                     : active ? "3"
                                              : "1.3"}});
    if (!final) return;
    pen_.rectangle(x + 4, y + 4, width - 8, height - 8, radius - 2,
                   {{"fill", "none"},
                    {"stroke", std::string(step     ? step_colour
                                           : active ? now_colour
                                                    : line_colour)},
                    {"stroke-width", "1.3"}});
  }

  void paint(const Wire& wire) {
    const bool back = wire.kind == Wire::Kind::back,
               side = back || wire.kind == Wire::Kind::forward;
    const std::string_view colour = back ? back_colour : side ? forward_colour : ink;
    for (const auto& path : wire.paths)
      pen_.line(path, colour, side ? 1.6 : 2.4, back ? "6 3" : "");
    const auto& first = wire.paths.front();
    if (wire.kind == Wire::Kind::start)
      pen_.empty("circle", {{"cx", number(first.front().x)},
                            {"cy", number(first.front().y)},
                            {"r", "5"},
                            {"fill", std::string(ink)}});
    for (const auto& path : wire.paths)  // Where a tail joins a line that is there already.
      if (path.size() == 2 && side && wire.paths.size() > 1)
        pen_.empty("circle", {{"cx", number(path[1].x)},
                              {"cy", number(path[1].y)},
                              {"r", "2.6"},
                              {"fill", std::string(colour)}});
    pen_.arrow(first[first.size() - 2], first.back(), colour);
  }

  void paint(const State& state) {
    const Box& box = layout_.boxes[state.index];
    const bool active = labels_.is_active(state.index), is_leaf = state.children.empty();
    const bool step = !labels_.mandatory(state.index).empty();
    pen_.open(
        "g",
        {{"id", "state-" + state.id},
         {"class", std::string("state") + (active ? " active" : "") + (step ? " mandatory" : "")}},
        ">\n");
    const std::string other = labels_.other_title(state.index);
    pen_.title(labels_.title(state.index) + (other.empty() ? "" : "\n" + other) + "\n" + state.id);
    if (is_leaf) {
      leaf(box.x, box.y, box.width, box.height, state.kind == State::Kind::final, step, active);
      for (const Block& block : box.blocks) stub(box, block);
    }
    for (const Block& block : box.blocks) paint(block, is_leaf ? 16 : 17);
    if (active && is_leaf) now(box.blocks.front());
    pen_.close("g");
  }

  /// The end of a line that the white of the box has covered: from the edge to the words.
  void stub(const Box& box, const Block& block) {
    const double y = block.at.y - text_size(block.kind) * 0.35;
    if (block.kind == Block::Kind::back)
      pen_.line({{block.at.x - 3, y}, {box.x, y}}, back_colour, 1.6, "6 3");
    if (block.kind == Block::Kind::forward)
      pen_.line({{block.at.x + 4, y}, {box.x + box.width, y}}, forward_colour, 1.6);
  }

  void now(const Block& title) {
    const std::string words = "▶ " + word(language_, Word::now);
    const double x = title.at.x + title.width + 10, wide = width_of(words, 12, true) + 14;
    pen_.rectangle(x, title.at.y - 14, wide, 19, 9, {{"fill", std::string(now_colour)}});
    pen_.text(x + 7, title.at.y, 12, words, "#ffffff", {{"font-weight", "bold"}});
  }

  void paint(const Block& block, double title_size = 16) {
    const double size = block.kind == Block::Kind::title
                            ? std::min(title_size, text_size(block.kind))
                            : text_size(block.kind);
    const double step = line_height(block.kind);
    const bool framed =
        block.kind == Block::Kind::mandatory || block.kind == Block::Kind::only_after;
    if (framed) {
      Attributes look{
          {"fill", std::string(block.kind == Block::Kind::mandatory ? step_fill : "#ffffff")},
          {"stroke", std::string(step_colour)}};
      if (block.kind == Block::Kind::only_after) look.emplace_back("stroke-dasharray", "4 2");
      pen_.rectangle(block.at.x - 8, block.at.y - size - 2, block.width + 16,
                     step * static_cast<double>(block.lines.size()) + 4, 5, std::move(look));
    }
    const std::string_view colour = framed                              ? step_ink
                                    : block.kind == Block::Kind::detail ? soft
                                                                        : ink;
    Attributes look{{"font-size", number(size)}, {"fill", std::string(colour)}};
    if (block.kind == Block::Kind::title) look.emplace_back("font-weight", "bold");
    if (block.kind == Block::Kind::forward) look.emplace_back("text-anchor", "end");
    pen_.open("g", look, ">\n");
    if (block.transition) pen_.title(labels_.explanation(chart_.transitions[*block.transition]));
    for (std::size_t i = 0; i < block.lines.size(); ++i) {
      pen_.open("text", {{"x", number(block.at.x)},
                         {"y", number(block.at.y + step * static_cast<double>(i))},
                         {"xml:space", "preserve"}});
      for (const Span& span : block.lines[i]) paint(span);
      pen_.close("text");
    }
    pen_.close("g");
  }

  void paint(const Span& span) {
    switch (span.style) {
      case Style::plain:
        pen_.words(span.text);
        return;
      case Style::condition:
        pen_.open("tspan", {{"fill", std::string(soft)}, {"font-style", "italic"}});
        break;
      case Style::rules:
        pen_.open("tspan", {{"fill", std::string(rule_colour)}, {"font-weight", "bold"}});
        break;
      case Style::target:
        pen_.open("tspan", {{"font-weight", "bold"}});
        break;
    }
    pen_.words(span.text);
    pen_.close("tspan", "");
  }

  struct Cited {
    std::string id;
    std::vector<Label> lines;
  };
  static constexpr double cited_size = 12.5, cited_step = 16, id_width = 52;

  /// The rules that the drawing names, each with its sentence and articles.
  [[nodiscard]] std::vector<Cited> cited(double column) const {
    std::set<std::string> named;
    for (const chart::Transition& transition : chart_.transitions)
      for (const std::string& id : labels_.rules(transition))
        if (procedure_.rules.contains(id)) named.insert(id);
    std::vector<Cited> out;
    for (const std::string& id : named) {
      const procedure::Rule& rule = procedure_.rules.at(id);
      const std::string articles = labels_.citations(rule.citations);
      Label label{{in(language_, rule.says), Style::plain}};
      if (!articles.empty()) label.push_back({" — " + articles, Style::condition});
      out.push_back({id, wrapped(label, cited_size, column - id_width)});
    }
    return out;
  }

  /// Those rules in columns; gives the lower edge.
  double rules(double top) {
    constexpr double between = 28, gap = 5;
    const double columns = width_ > 1000 ? 2 : 1;
    const double column = (width_ - 2 * border - between * (columns - 1)) / columns;
    const std::vector<Cited> entries = cited(column);
    if (entries.empty()) return top - border;
    pen_.text(border, top + 18, 18, word(language_, Word::rules_cited), ink,
              {{"font-weight", "bold"}});
    std::size_t lines = 0, done = 0;
    for (const Cited& entry : entries) lines += entry.lines.size();
    const double first = top + 46;
    double x = border, y = first, lowest = first;
    for (const Cited& entry : entries) {
      if (columns > 1 && x == border && done * 2 >= lines) {
        x += column + between;
        y = first;
      }
      y = rule(entry, {x, y}) + gap;
      done += entry.lines.size();
      lowest = std::max(lowest, y);
    }
    return lowest - cited_step;
  }

  double rule(const Cited& entry, Point at) {
    pen_.text(at.x, at.y, cited_size, entry.id, rule_colour, {{"font-weight", "bold"}});
    for (const Label& line : entry.lines) {
      pen_.open("text", {{"x", number(at.x + id_width)},
                         {"y", number(at.y)},
                         {"font-size", number(cited_size)},
                         {"fill", std::string(ink)},
                         {"xml:space", "preserve"}});
      for (const Span& span : line) paint(span);
      pen_.close("text");
      at.y += cited_step;
    }
    return at.y;
  }

  const procedure::Procedure& procedure_;
  const chart::Chart& chart_;
  Language language_;
  Labels labels_;
  Layout layout_;
  double width_ = 0;
  Pen pen_;
};

}  // namespace

std::string svg(const procedure::Procedure& procedure, const Options& options) {
  return Painter(procedure, options).paint();
}

}  // namespace gavel::draw
