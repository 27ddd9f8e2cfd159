#include "engine/draw/layout.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <ranges>

#include "engine/draw/measure.hpp"
#include "engine/draw/routes.hpp"

namespace gavel::draw {
namespace {

using chart::State;
using chart::StateIndex;
using Kind = Block::Kind;

// Pixels.
constexpr double narrow = 236;       ///< A state within a region.
constexpr double wide = 640;         ///< A state of the main line.
constexpr double two_columns = 560;  ///< From this width on, ways forward stand beside the title,
constexpr double three_columns =
    900;                       ///< and from this on, what is done within the state between them.
constexpr double margin = 14;  ///< Between an edge and what is in it.
constexpr double lane_width = 14;
constexpr double spine = 30;  ///< The main line, from the left edge of its boxes.
constexpr double plain_gap = 18, arrow_gap = 40, start_gap = 30, region_gap = 14;
constexpr double after_header = 10;
constexpr double entry_from_top = 13, entry_step = 9;

class Placer {
 public:
  Placer(const procedure::Procedure& procedure, const Labels& labels)
      : chart_(*procedure.chart),
        labels_(labels),
        routes_(route(chart_)),
        natural_(chart_.states.size()),
        entries_(chart_.states.size()) {
    layout_.boxes.resize(chart_.states.size());
    for (const State& state : std::views::reverse(chart_.states))
      natural_[state.index] = natural_width(state);
  }

  Layout place(Point origin) {
    place(0, origin, natural_[0]);
    for (const State& state : chart_.states) start(state);
    for (const Bus& bus : routes_.buses) wire(bus);
    return std::move(layout_);
  }

 private:
  [[nodiscard]] double pad(std::size_t lanes) const {
    return margin + (lanes == 0 ? 0.0 : 8.0 + lane_width * static_cast<double>(lanes));
  }
  [[nodiscard]] double left_pad(StateIndex state) const { return pad(routes_.left[state]); }
  [[nodiscard]] double right_pad(StateIndex state) const { return pad(routes_.right[state]); }

  [[nodiscard]] bool in_region(StateIndex state) const {
    for (; state != 0; state = chart_.states[state].parent)
      if (chart_.states[chart_.states[state].parent].kind == State::Kind::parallel) return true;
    return false;
  }

  [[nodiscard]] double natural_width(const State& state) const {
    if (state.children.empty()) return in_region(state.index) ? narrow : wide;
    double inner = 0;
    for (const StateIndex child : state.children)
      inner = state.kind == State::Kind::parallel
                  ? inner + natural_[child] + (inner > 0 ? region_gap : 0)
                  : std::max(inner, natural_[child]);
    return inner + left_pad(state.index) + right_pad(state.index);
  }

  /// Places the box and all it holds; gives its height.
  double place(StateIndex index, Point at, double width) {
    const State& state = chart_.states[index];
    layout_.boxes[index] = {index, at.x, at.y, width, 0, {}};
    double y = at.y + (index == 0 ? 0 : header(state));
    if (!state.children.empty()) {
      const double x = at.x + left_pad(index), inner = width - left_pad(index) - right_pad(index);
      y = (state.kind == State::Kind::parallel ? regions(state, {x, y}, inner)
                                               : column(state, {x, y}, inner)) +
          margin;
    }
    return layout_.boxes[index].height = y - at.y;
  }

  /// Regions side by side, of one height; room left over goes to all alike. Gives the lower edge.
  double regions(const State& state, Point at, double width) {
    double natural = region_gap * static_cast<double>(state.children.size() - 1), highest = 0;
    for (const StateIndex child : state.children) natural += natural_[child];
    const double more = (width - natural) / static_cast<double>(state.children.size());
    for (const StateIndex child : state.children) {
      highest = std::max(highest, place(child, at, natural_[child] + more));
      at.x += natural_[child] + more + region_gap;
    }
    for (const StateIndex child : state.children) layout_.boxes[child].height = highest;
    return at.y + highest;
  }

  double column(const State& state, Point at, double width) {
    if (state.initial && starts_with_first(state)) at.y += start_gap;
    for (const StateIndex child : state.children) {
      at.y += place(child, at, width);
      if (child == state.children.back()) break;
      at.y += next_gap(chart_.states[child], at);
    }
    return at.y;
  }

  /// Where the start leads to the first box, or to where that starts itself.
  [[nodiscard]] bool starts_with_first(const State& state) const {
    const StateIndex target = chart_.transitions[*state.initial].targets.front();
    for (const State* first = &chart_.states[state.children.front()];;
         first = &chart_.states[first->children.front()]) {
      if (first->index == target) return true;
      if (!first->initial || first->children.empty() || !chart_.is_descendant(target, first->index))
        return false;
      if (chart_.transitions[*first->initial].targets.front() == target) return true;
    }
  }

  /// The room below a state for the arrow to the one after it and for what leads there.
  double next_gap(const State& state, Point below) {
    double y = below.y + 6;
    const double width = layout_.boxes[state.index].width - spine - margin - 8;
    for (const auto index : state.transitions) {
      if (routes_.ways[index] != Way::next) continue;
      Block block =
          block_of(Kind::next, labels_.transition(chart_.transitions[index]), width, index);
      block.at = {below.x + spine + 12, y + text_size(Kind::next)};
      y += line_height(Kind::next) * static_cast<double>(block.lines.size()) + 3;
      layout_.next.push_back(std::move(block));
    }
    if (y == below.y + 6) return plain_gap;
    const double gap = std::max(arrow_gap, y + 12 - below.y), x = below.x + spine;
    const StateIndex target =
        chart_
            .transitions[*std::ranges::find(state.transitions, Way::next,
                                            [&](auto each) { return routes_.ways[each]; })]
            .targets.front();
    layout_.wires.push_back({Wire::Kind::next, {{{x, below.y}, {x, below.y + gap}}}, target});
    return gap;
  }

  [[nodiscard]] static Block block_of(Kind kind, const Label& label, double width,
                                      std::optional<chart::TransitionIndex> transition = {}) {
    Block block{
        kind, {}, 0, wrapped(label, text_size(kind), width, kind == Kind::title), transition};
    for (const Label& line : block.lines) {
      double used = 0;
      for (const Span& span : line)
        used += width_of(
            span.text, text_size(kind),
            kind == Kind::title || span.style == Style::rules || span.style == Style::target);
      block.width = std::max(block.width, used);
    }
    return block;
  }

  /// Everything written in the box itself: in one column, or with the ways forward in a second.
  double header(const State& state) {
    Box& box = layout_.boxes[state.index];
    const bool leaf = state.children.empty();
    const double left = box.x + margin,
                 right = box.x + box.width - (leaf ? margin : right_pad(state.index));
    const bool beside = box.width >= two_columns, between = box.width >= three_columns;
    const double width = between  ? (right - left) * 0.36
                         : beside ? (right - left) * 0.5 - margin
                                  : right - left;
    double y = box.y + 8, column = left;
    const auto add = [&](Kind kind, const Label& label,
                         std::optional<chart::TransitionIndex> transition = {}) {
      const bool framed = kind == Kind::mandatory || kind == Kind::only_after;
      Block block = block_of(kind, label, framed ? width - 20 : width, transition);
      y += framed ? 8 : 3;
      block.at = {kind == Kind::forward ? right
                  : framed              ? column + 10
                                        : column,
                  y + text_size(kind)};
      y += line_height(kind) * static_cast<double>(block.lines.size()) + (framed ? 4 : 0);
      box.blocks.push_back(std::move(block));
    };
    const double now = labels_.is_active(state.index) && leaf ? 70 : 0;
    Block title = block_of(Kind::title, {{title_of(state), Style::plain}}, width - now);
    title.at = {left, y + text_size(Kind::title)};
    y += line_height(Kind::title) * static_cast<double>(title.lines.size());
    box.blocks.push_back(std::move(title));
    if (const std::string detail = detail_of(state); !detail.empty())
      add(Kind::detail, {{detail, Style::plain}});
    for (const std::string& step : labels_.mandatory(state.index))
      add(Kind::mandatory, {{step, Style::plain}});
    if (leaf && state.initial)
      add(Kind::detail, {{"→ " + labels_.title(chart_.transitions[*state.initial].targets.front()),
                          Style::plain}});
    if (const std::string after = labels_.only_after(state.index); !after.empty())
      add(Kind::only_after, {{after, Style::plain}});
    if (!between) add_within(state, add);
    add_ways(state, Way::back, add);
    double lowest = y;
    if (between) {
      y = box.y + 8;
      column = left + width + 2 * margin;
      add_within(state, add);
      lowest = std::max(lowest, y);
    }
    if (beside) y = box.y + 8;
    add_ways(state, Way::forward, add);
    return std::max(lowest, y) + after_header - box.y;
  }

  [[nodiscard]] std::string title_of(const State& state) const {
    const std::string title = labels_.title(state.index);
    if (state.kind == State::Kind::shallow_history) return "H " + title;
    if (state.kind == State::Kind::deep_history) return "H* " + title;
    return title;
  }

  [[nodiscard]] std::string detail_of(const State& state) const {
    const std::string other = labels_.other_title(state.index), stage = labels_.stage(state.index);
    // The stage is told once for a whole region.
    const bool repeats =
        stage == labels_.stage(state.parent) || stage == labels_.title(state.index);
    if (stage.empty() || repeats) return other;
    return other.empty() ? stage : other + " · " + stage;
  }

  void add_within(const State& state, const auto& add) {
    std::vector<std::string> told;
    for (const auto index : state.transitions) {
      if (routes_.ways[index] != Way::within) continue;
      Label label = labels_.within(chart_.transitions[index]);
      std::string text;
      for (const Span& span : label) text += span.text;
      if (std::ranges::find(told, text) != told.end()) continue;
      told.push_back(std::move(text));
      add(Kind::within, label, index);
    }
  }

  void add_ways(const State& state, Way way, const auto& add) {
    for (const auto index : state.transitions) {
      if (routes_.ways[index] != way) continue;
      Label label = labels_.transition(chart_.transitions[index]);
      std::string targets;
      for (const StateIndex target : chart_.transitions[index].targets)
        targets += (targets.empty() ? " → " : " + ") + labels_.title(target);
      label.push_back({std::move(targets), Style::target});
      add(way == Way::back ? Kind::back : Kind::forward, label, index);
    }
  }

  void start(const State& state) {
    if (!state.initial || state.kind == State::Kind::parallel || state.children.empty()) return;
    const bool is_first = starts_with_first(state);
    const StateIndex target =
        is_first ? state.children.front() : chart_.transitions[*state.initial].targets.front();
    const Box& box = layout_.boxes[target];
    if (is_first) {
      layout_.wires.push_back({Wire::Kind::start,
                               {{{box.x + spine, box.y - start_gap + 6}, {box.x + spine, box.y}}},
                               target});
    } else {
      layout_.wires.push_back(
          {Wire::Kind::start, {{{box.x - 12, box.y + 6}, {box.x, box.y + 6}}}, target});
    }
  }

  void wire(const Bus& bus) {
    const Box& container = layout_.boxes[bus.container];
    const double side = 8 + lane_width * (0.5 + static_cast<double>(bus.lane));
    const double lane = bus.back ? container.x + left_pad(bus.container) - side
                                 : container.x + container.width - right_pad(bus.container) + side;
    const Box& target = layout_.boxes[bus.target];
    std::size_t& entered = bus.back ? entries_[bus.target].left : entries_[bus.target].right;
    const double tip = target.y + entry_from_top + entry_step * static_cast<double>(entered++);
    std::vector<std::vector<Point>> tails;
    for (const auto index : bus.transitions) {
      const Box& box = layout_.boxes[chart_.transitions[index].source];
      const auto block = std::ranges::find(box.blocks, std::optional(index), &Block::transition);
      const double y = block->at.y - text_size(block->kind) * 0.35;
      tails.push_back({{bus.back ? block->at.x - 3 : block->at.x + 4, y}, {lane, y}});
    }
    // The tail farthest off goes all the way; the others end where they meet it. Those on the other
    // side of the tip, which regions side by side can bring about, have a farthest of their own.
    const auto height = [](const auto& tail) { return tail.back().y; };
    std::ranges::stable_sort(tails, std::ranges::greater{},
                             [&](const auto& tail) { return std::abs(height(tail) - tip); });
    const bool below = height(tails.front()) > tip;
    const auto other = std::ranges::find_if(
        tails, [&](const auto& tail) { return (height(tail) > tip) != below; });
    if (other != tails.end()) other->push_back({lane, tip});
    tails.front().push_back({lane, tip});
    tails.front().push_back({bus.back ? target.x : target.x + target.width, tip});
    layout_.wires.push_back(
        {bus.back ? Wire::Kind::back : Wire::Kind::forward, std::move(tails), bus.target});
  }

  struct Entered {
    std::size_t left = 0, right = 0;
  };

  const chart::Chart& chart_;
  const Labels& labels_;
  Routes routes_;
  std::vector<double> natural_;
  std::vector<Entered> entries_;
  Layout layout_;
};

}  // namespace

double text_size(Kind kind) {
  switch (kind) {
    case Kind::title:
      return 16;
    case Kind::detail:
      return 12;
    case Kind::mandatory:
    case Kind::only_after:
      return 12.5;
    case Kind::within:
    case Kind::forward:
    case Kind::back:
    case Kind::next:
      return 13;
  }
  return 13;
}

double line_height(Kind kind) { return kind == Kind::title ? 20 : kind == Kind::detail ? 15 : 17; }

Layout lay_out(const procedure::Procedure& procedure, const Labels& labels, Point origin) {
  return Placer(procedure, labels).place(origin);
}

}  // namespace gavel::draw
