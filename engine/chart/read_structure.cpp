// States, transitions and data (SCXML 3 and 5) in document order; names are resolved afterwards.
#include <algorithm>
#include <set>

#include "engine/chart/reading.hpp"

namespace gavel::chart::reading {
namespace {

using expression::Expression;

class Structure {
 public:
  explicit Structure(Context& context) : context_(context) {}

  std::shared_ptr<const Chart> read(const Element& scxml) {
    read_root(scxml);
    if (too_many_) return nullptr;
    resolve(context_, draft_);
    finish_variables();
    chart().definitions = context_.definitions();
    return std::make_shared<const Chart>(std::move(draft_.chart));
  }

 private:
  Chart& chart() { return draft_.chart; }
  State& state(StateIndex index) { return chart().states[index]; }

  void read_root(const Element& scxml) {
    context_.allow(scxml, {"initial", "name", "version", "datamodel", "binding"}, true);
    check_root(scxml);
    chart().name = context_.optional(scxml, "name");
    chart().late_binding = context_.optional(scxml, "binding") == "late";
    chart().notes = read_notes(scxml);
    const StateIndex root = add_state(scxml, 0, State::Kind::root);
    for (const Element& child : scxml.children) {
      if (child.space == Namespace::gavel && child.name == "definition") {
        context_.define(child);
      } else if (child.space == Namespace::gavel) {
        chart().annotations.push_back(read_annotation(context_, child));
      } else if (child.space == Namespace::scxml && child.name == "script") {
        chart().scripts.push_back(read_action(context_, child));
      } else if (child.space == Namespace::scxml && child.name == "datamodel") {
        read_datamodel(child, root);
      } else if (is_state(child) && child.name != "history") {
        read_state(child, root);
      } else if (child.space == Namespace::scxml && child.name == "transition") {
        context_.strict(child.offset, Sentence{"unknown-element", "root-transition", {}});
        read_transition(child, root);
      } else {
        context_.unexpected(child, scxml);
      }
    }
    context_.stray_text(scxml);
    if (state(root).children.empty() && !too_many_)
      return context_.error(scxml.offset, Sentence{"no-states"});
    default_initial(scxml, root);
    close(root);
  }

  void check_root(const Element& scxml) {
    const std::string version = context_.optional(scxml, "version");
    if (version != "1.0") context_.strict(scxml.offset, Sentence{"bad-version"});
    const std::string datamodel = context_.optional(scxml, "datamodel");
    if (!datamodel.empty() && datamodel != "ecmascript" && datamodel != "null")
      context_.error(scxml.attribute("datamodel")->value_at,
                     Sentence{"bad-datamodel", {{"given", datamodel}}});
    one_of(scxml, "binding", "early", "late");
  }

  void one_of(const Element& element, std::string_view name, std::string_view one,
              std::string_view other) {
    const Attribute* written = element.attribute(name);
    if (written == nullptr || written->value == one || written->value == other) return;
    context_.error(written->value_at, Sentence{"bad-value",
                                               {{"given", written->value},
                                                {"attribute", written->name},
                                                {"one", one},
                                                {"other", other}}});
  }

  static bool is_state(const Element& element) {
    return element.space == Namespace::scxml &&
           (element.name == "state" || element.name == "parallel" || element.name == "final" ||
            element.name == "history");
  }

  StateIndex add_state(const Element& element, StateIndex parent, State::Kind kind) {
    const auto index = static_cast<StateIndex>(chart().states.size());
    State& added = chart().states.emplace_back();
    added.index = index;
    added.parent = parent;
    added.depth = index == 0 ? 0 : state(parent).depth + 1;
    added.kind = kind;
    added.place = context_.place(element.offset);
    if (index != 0) {
      added.id = context_.optional(element, "id");
      added.notes = read_notes(element);
      name_state(element, added);
      state(parent).children.push_back(index);
      if (kind == State::Kind::shallow_history || kind == State::Kind::deep_history)
        state(parent).histories.push_back(index);
    }
    return index;
  }

  void name_state(const Element& element, State& added) {
    const bool given = element.attribute("id") != nullptr;
    if (given && (added.id.empty() || words(added.id).size() != 1 ||
                  words(added.id).front() != added.id || added.id.starts_with("#")))
      context_.error(element.attribute("id")->value_at, Sentence{"bad-id", {{"id", added.id}}});
    if (!given) added.id = "#" + std::to_string(added.index);
    const auto [other, fresh] = chart().by_id.emplace(added.id, added.index);
    if (!fresh)
      context_.error(element.attribute("id")->value_at,
                     Sentence{"duplicate-id",
                              "state",
                              {{"id", added.id}, {"line", state(other->second).place.line}}});
  }

  static State::Kind kind_of(const Element& element) {
    if (element.name == "parallel") return State::Kind::parallel;
    if (element.name == "final") return State::Kind::final;
    return std::ranges::any_of(element.children, is_state) ? State::Kind::compound
                                                           : State::Kind::atomic;
  }

  void read_state(const Element& element, StateIndex parent) {
    if (chart().states.size() >= context_.options().limits.states) {
      if (!too_many_)
        context_.error(
            element.offset,
            Sentence{"too-many-states", "of-chart", {{"limit", context_.options().limits.states}}});
      too_many_ = true;
      return;
    }
    if (element.name == "history") return read_history(element, parent);
    const State::Kind kind = kind_of(element);
    if (kind == State::Kind::parallel || kind == State::Kind::final)
      context_.allow(element, {"id"}, true);
    else
      context_.allow(element, {"id", "initial"}, true);
    const StateIndex self = add_state(element, parent, kind);
    for (const Element& child : element.children) read_child(child, element, self);
    context_.stray_text(element);
    if (kind == State::Kind::compound) default_initial(element, self);
    check_shape(element, self);
    close(self);
  }

  void check_shape(const Element& element, StateIndex self) {
    const State& done = state(self);
    const bool has_states = done.children.size() > done.histories.size();
    if (done.kind == State::Kind::parallel && !has_states && !too_many_)
      context_.error(element.offset, Sentence{"empty-parallel"});
    if (done.kind == State::Kind::compound && !has_states && !too_many_)
      context_.error(element.offset, Sentence{"history-alone"});
    if (done.kind == State::Kind::atomic && element.attribute("initial") != nullptr)
      context_.error(element.attribute("initial")->offset, Sentence{"initial-of-atomic"});
  }

  void read_child(const Element& child, const Element& parent, StateIndex self) {
    const bool is_final = state(self).kind == State::Kind::final;
    const bool is_parallel = state(self).kind == State::Kind::parallel;
    if (child.space == Namespace::gavel)
      return state(self).annotations.push_back(read_annotation(context_, child));
    if (child.space != Namespace::scxml) return context_.unexpected(child, parent);
    if (child.name == "onentry" || child.name == "onexit") {
      context_.allow(child, {});
      Block block = read_block(context_, child);
      (child.name == "onentry" ? state(self).onentry : state(self).onexit)
          .push_back(std::move(block));
    } else if (child.name == "donedata" && is_final) {
      read_donedata(child, self);
    } else if (is_final) {
      context_.error(child.offset,
                     Sentence{"unknown-element", "in-final", {{"element", child.written}}});
    } else if (child.name == "transition") {
      read_transition(child, self);
    } else if (child.name == "datamodel") {
      read_datamodel(child, self);
    } else if (child.name == "invoke") {
      Invoke invoke = read_invoke(context_, child);
      state(self).invokes.push_back(std::move(invoke));
    } else if (child.name == "initial" && !is_parallel) {
      if (state(self).kind == State::Kind::atomic)
        context_.error(child.offset, Sentence{"initial-of-atomic", "element", {}});
    } else if (is_state(child)) {
      read_state(child, self);
    } else {
      context_.unexpected(child, parent);
    }
  }

  void close(StateIndex self) {
    state(self).last_descendant = static_cast<StateIndex>(chart().states.size() - 1);
  }

  static std::vector<Reference> references(const Attribute* written) {
    std::vector<Reference> found;
    if (written == nullptr) return found;
    std::size_t from = 0;
    for (std::string& word : words(written->value)) {
      from = written->value.find(word, from);
      const std::size_t at = written->value_at + from;
      from += word.size();
      found.push_back({std::move(word), at});
    }
    return found;
  }

  Transition transition_of(const Element& element, StateIndex source) {
    Transition out;
    out.source = source;
    out.place = context_.place(element.offset);
    out.cond = context_.parse_optional<Expression>(element, "cond", out.faulty);
    for (std::string& event : words(context_.optional(element, "event"))) {
      while (event.ends_with(".*")) event.resize(event.size() - 2);
      if (event.ends_with(".") && event.size() > 1) event.pop_back();
      out.events.push_back(std::move(event));
    }
    out.internal = context_.optional(element, "type") == "internal";
    out.notes = read_notes(element);
    for (const Element& child : element.children)
      if (child.space == Namespace::gavel)
        out.annotations.push_back(read_annotation(context_, child));
    out.content = read_block(context_, element);
    return out;
  }

  void read_transition(const Element& element, StateIndex source) {
    context_.allow(element, {"event", "cond", "target", "type"}, true);
    one_of(element, "type", "internal", "external");
    const auto index = static_cast<TransitionIndex>(chart().transitions.size());
    Transition made = transition_of(element, source);
    made.index = index;
    if (element.attribute("event") == nullptr && element.attribute("cond") == nullptr &&
        element.attribute("target") == nullptr)
      context_.strict(element.offset, Sentence{"empty-transition"});
    if (element.attribute("event") != nullptr && made.events.empty())
      context_.error(element.attribute("event")->offset, Sentence{"bad-value", "no-event", {}});
    auto targets = references(element.attribute("target"));
    if (element.attribute("target") != nullptr && targets.empty())
      context_.error(element.attribute("target")->offset,
                     Sentence{"bad-value", "no-state", {{"attribute", "target"}}});
    draft_.references.push_back(
        {Unresolved::Kind::transition, index, source, std::move(targets), element.offset});
    chart().transitions.push_back(std::move(made));
    state(source).transitions.push_back(index);
  }

  /// The `initial` attribute, the <initial> element, or the first child state in document order.
  void default_initial(const Element& element, StateIndex self) {
    const Attribute* attribute = element.attribute("initial");
    const Element* child = nullptr;
    for (const Element& each : element.children)
      if (each.space == Namespace::scxml && each.name == "initial") {
        if (child != nullptr || attribute != nullptr)
          context_.error(each.offset, Sentence{"both-given", "initial", {}});
        child = &each;
      }
    Transition made;
    made.source = self;
    made.place = context_.place(element.offset);
    std::vector<Reference> targets = references(attribute);
    std::size_t at = attribute == nullptr ? element.offset : attribute->value_at;
    if (attribute != nullptr && targets.empty())
      context_.error(attribute->offset,
                     Sentence{"bad-value", "no-state", {{"attribute", "initial"}}});
    if (child != nullptr) {
      context_.allow(*child, {});
      at = child->offset;
      targets = plain_transition(*child, self, made);
    }
    add_initial(self, Unresolved::Kind::initial, std::move(made), std::move(targets), at,
                attribute == nullptr && child == nullptr);
  }

  void add_initial(StateIndex self, Unresolved::Kind kind, Transition made,
                   std::vector<Reference> targets, std::size_t at, bool first_child) {
    if (first_child) {
      for (const StateIndex each : state(self).children)
        if (state(each).kind != State::Kind::shallow_history &&
            state(each).kind != State::Kind::deep_history) {
          made.targets.push_back(each);
          break;
        }
    }
    draft_.references.push_back({kind, draft_.initials.size(), self, std::move(targets), at});
    draft_.initials.push_back(std::move(made));
  }

  /// The single transition of <initial> and <history>: a target, no event, no cond.
  std::vector<Reference> plain_transition(const Element& element, StateIndex self,
                                          Transition& out) {
    std::vector<Reference> targets;
    int seen = 0;
    for (const Element& child : element.children) {
      if (child.space != Namespace::scxml || child.name != "transition") {
        context_.unexpected(child, element);
        continue;
      }
      ++seen;
      context_.allow(child, {"target", "type", "event", "cond"});
      if (child.attribute("event") != nullptr || child.attribute("cond") != nullptr)
        context_.error(child.offset,
                       Sentence{"conditional-initial", {{"element", element.written}}});
      out = transition_of(child, self);
      targets = references(child.attribute("target"));
    }
    if (seen != 1 || targets.empty())
      context_.error(element.offset, Sentence{"missing-default", {{"element", element.written}}});
    return targets;
  }

  void read_history(const Element& element, StateIndex parent) {
    context_.allow(element, {"id", "type"}, true);
    one_of(element, "type", "shallow", "deep");
    const bool deep = context_.optional(element, "type") == "deep";
    const StateIndex self =
        add_state(element, parent, deep ? State::Kind::deep_history : State::Kind::shallow_history);
    Transition made;
    auto targets = plain_transition(element, self, made);
    made.source = self;
    add_initial(self, Unresolved::Kind::history, std::move(made), std::move(targets),
                element.offset, false);
    close(self);
  }

  void read_donedata(const Element& element, StateIndex self) {
    context_.allow(element, {});
    for (const Element& child : element.children) {
      if (child.space == Namespace::scxml && child.name == "param")
        state(self).donedata.push_back(read_param(context_, child));
      else if (child.space == Namespace::scxml && child.name == "content")
        state(self).donedata_content = read_content(context_, child);
      else
        context_.unexpected(child, element);
    }
    if (state(self).donedata_content && !state(self).donedata.empty())
      context_.error(element.offset, Sentence{"both-given", "content-and-param", {}});
  }

  void read_datamodel(const Element& element, StateIndex self) {
    context_.allow(element, {});
    for (const Element& child : element.children) {
      if (child.space == Namespace::scxml && child.name == "data") {
        state(self).data.push_back(read_data(context_, child));
        check_variable(child, state(self).data.back().id);
      } else {
        context_.unexpected(child, element);
      }
    }
  }

  void check_variable(const Element& element, const std::string& id) {
    if (id.empty()) return;
    const auto location = expression::Location::parse(id);
    if (!location || location->root() != id || id.starts_with("_"))
      context_.error(element.attribute("id")->value_at,
                     Sentence{"bad-id", "variable", {{"id", id}}});
    if (!variables_.insert(id).second)
      context_.error(element.attribute("id")->value_at,
                     Sentence{"duplicate-id", "variable", {{"id", id}}});
  }

  void finish_variables() {
    for (const Action& script : chart().scripts)
      if (const auto* run = std::get_if<RunScript>(&script.what))
        for (const std::string& name : run->script.declares()) variables_.insert(name);
    chart().variables.assign(variables_.begin(), variables_.end());
  }

  Context& context_;
  Draft draft_;
  std::set<std::string> variables_;
  bool too_many_ = false;
};

}  // namespace

std::shared_ptr<const Chart> read_chart(Context& context, const Element& scxml) {
  return Structure(context).read(scxml);
}

}  // namespace gavel::chart::reading
