#include "engine/draw/dot.hpp"

#include "engine/draw/label.hpp"

namespace gavel::draw {
namespace {

using chart::State;
using chart::StateIndex;

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (c == '\n') {
      out += "\\n";
      continue;
    }
    out += c;
  }
  return out + "\"";
}

std::string plain(const Label& label) {
  std::string out;
  for (const Span& span : label) out += span.text;
  return out;
}

class Writer {
 public:
  Writer(const procedure::Procedure& procedure, const Options& options)
      : procedure_(procedure),
        chart_(*procedure.chart),
        labels_(procedure, options),
        language_(options.language) {}

  std::string write() {
    out_ = "digraph " + in_quotes(procedure_.name) + " {\n";
    line(1, "compound=true; rankdir=TB; labelloc=t; label=" +
                in_quotes(labels_.title(0) + " " + procedure_.version) + ";");
    line(1, "fontname=\"Noto Sans CJK SC,sans-serif\";");
    line(1, "node [shape=box, style=rounded, fontname=\"Noto Sans CJK SC,sans-serif\"];");
    line(1, "edge [fontname=\"Noto Sans CJK SC,sans-serif\", fontsize=10];");
    for (const StateIndex child : chart_.states[0].children) state(chart_.states[child], 1);
    start(chart_.states[0], 1);
    for (const State& each : chart_.states)
      for (const auto index : each.transitions) transition(chart_.transitions[index]);
    return out_ + "}\n";
  }

 private:
  void line(std::size_t depth, const std::string& text) {
    out_ += std::string(2 * depth, ' ') + text + "\n";
  }
  static std::string node(StateIndex index) { return "s" + std::to_string(index); }
  static std::string cluster(StateIndex index) { return "cluster_" + node(index); }

  /// A node that stands for the state in edges; Graphviz draws none from cluster to cluster.
  [[nodiscard]] StateIndex leaf(StateIndex index) const {
    while (!chart_.states[index].children.empty()) index = chart_.states[index].children.front();
    return index;
  }

  [[nodiscard]] std::string text_of(const State& state) const {
    std::string text = labels_.title(state.index);
    if (const std::string other = labels_.other_title(state.index); !other.empty())
      text += "\n" + other;
    for (const std::string& step : labels_.mandatory(state.index)) text += "\n" + step;
    if (const std::string after = labels_.only_after(state.index); !after.empty())
      text += "\n" + after;
    if (!state.children.empty())
      for (const auto index : state.transitions)
        if (chart_.transitions[index].targets.empty())
          text += "\n" + plain(labels_.within(chart_.transitions[index]));
    if (labels_.is_active(state.index) && state.children.empty())
      text += "\n▶ " + word(language_, Word::now);
    return text;
  }

  /// Attributes, `between` them: a node has them in a list, a cluster as statements.
  [[nodiscard]] std::string look_of(const State& state, std::string_view between) const {
    std::string look, style = "rounded";
    const auto add = [&](const std::string& attribute) {
      look += (look.empty() ? "" : std::string(between)) + attribute;
    };
    add("label=" + in_quotes(text_of(state)));
    add("tooltip=" + in_quotes(state.id));
    if (!labels_.mandatory(state.index).empty())
      add("penwidth=3" + std::string(between) + "color=\"#8a4b00\"");
    if (chart_.states[state.parent].kind == State::Kind::parallel) style += ",dashed";
    if (labels_.is_active(state.index)) style += ",filled";
    add("style=" + in_quotes(style));
    if (labels_.is_active(state.index)) add("fillcolor=\"#cfe3ff\"");
    if (state.kind == State::Kind::final) add("peripheries=2");
    if (state.kind == State::Kind::shallow_history || state.kind == State::Kind::deep_history)
      add("shape=circle");
    return look;
  }

  void state(const State& state, std::size_t depth) {
    if (state.children.empty())
      return line(depth, node(state.index) + " [" + look_of(state, ", ") + "];");
    line(depth, "subgraph " + cluster(state.index) + " {");
    line(depth + 1, look_of(state, "; ") + ";");
    for (const StateIndex child : state.children) this->state(chart_.states[child], depth + 1);
    start(state, depth + 1);
    line(depth, "}");
  }

  void start(const State& state, std::size_t depth) {
    if (!state.initial || state.kind == State::Kind::parallel) return;
    const std::string dot = "start" + std::to_string(state.index);
    line(depth, dot + " [shape=point, label=\"\", width=0.15];");
    for (const StateIndex target : chart_.transitions[*state.initial].targets)
      edge(dot, target, "");
  }

  void edge(const std::string& from, StateIndex to, const std::string& attributes) {
    std::string more = attributes;
    if (!chart_.states[to].children.empty())
      more += (more.empty() ? "lhead=" : ", lhead=") + cluster(to);
    line(1, from + " -> " + node(leaf(to)) + (more.empty() ? ";" : " [" + more + "];"));
  }

  void transition(const chart::Transition& transition) {
    std::string look = "label=" + in_quotes(plain(labels_.transition(transition))) +
                       ", tooltip=" + in_quotes(labels_.explanation(transition));
    const bool nested = !chart_.states[transition.source].children.empty();
    if (nested) look += ", ltail=" + cluster(transition.source);
    if (transition.targets.empty() && !nested)
      line(1, node(transition.source) + " -> " + node(transition.source) + " [" + look +
                  ", style=dotted];");
    for (const StateIndex target : transition.targets) {
      const bool back = target < transition.source;
      edge(node(leaf(transition.source)), target,
           look + (back ? ", style=dashed, constraint=false" : ""));
    }
  }

  const procedure::Procedure& procedure_;
  const chart::Chart& chart_;
  Labels labels_;
  Language language_;
  std::string out_;
};

}  // namespace

std::string dot(const procedure::Procedure& procedure, const Options& options) {
  return Writer(procedure, options).write();
}

}  // namespace gavel::draw
