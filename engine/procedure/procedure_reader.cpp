#include <algorithm>
#include <set>

#include "engine/expression/node.hpp"
#include "engine/procedure/annotations.hpp"
#include "engine/procedure/procedure.hpp"

namespace gavel::procedure {
namespace {

bool reads_event(const expression::Expression& expression) {
  bool found = false;
  expression::walk(expression.root(), [&](const expression::Node& node) {
    found = found || (node.kind == expression::Node::Kind::name && node.name == "_event");
  });
  return found;
}

std::optional<Field::Type> type_named(std::string_view name) {
  using enum Field::Type;
  static const std::map<std::string_view, Field::Type> types{
      {"text", text}, {"number", number}, {"integer", integer}, {"boolean", boolean},
      {"date", date}, {"choice", choice}, {"list", list},       {"object", object}};
  const auto found = types.find(name);
  return found == types.end() ? std::nullopt : std::optional(found->second);
}

/// "26(2)" is 第26条第2款 and art. 26(2).
Text article_label(const Text& source, const std::string& article) {
  if (article.empty()) return source;
  const std::size_t open = article.find('(');
  std::string zh = "第" + article.substr(0, open) + "条";
  if (open != std::string::npos) zh += "第" + article.substr(open + 1, article.find(')') - open - 1) + "款";
  return {source.zh + zh, source.en + " art. " + article};
}

class Reader {
 public:
  Reader(std::shared_ptr<const chart::Chart> chart, std::string sha256, Findings& findings)
      : chart_(*chart), findings_(findings), procedure_(std::make_shared<Procedure>()) {
    procedure_->chart = std::move(chart);
    procedure_->sha256 = std::move(sha256);
  }

  std::shared_ptr<const Procedure> read() {
    read_head();
    // Sources first: every citation names one.
    for (const auto& a : chart_.annotations) if (a.name == "source") read_source(a);
    for (const auto& a : chart_.annotations) if (a.name != "source") read_annotation(a);
    read_states();
    read_transitions();
    check_references();
    return procedure_;
  }

 private:
  static std::string note(const std::map<std::string, std::string>& notes, const std::string& name) {
    const auto found = notes.find(name);
    return found == notes.end() ? "" : found->second;
  }

  void read_head() {
    procedure_->name = chart_.name;
    procedure_->version = note(chart_.notes, "version");
    procedure_->title = {note(chart_.notes, "zh"), note(chart_.notes, "en")};
    for (const auto& [name, value] : chart_.notes) {
      if (name != "version" && name != "zh" && name != "en") unknown_note(chart_.states[0].place, "scxml", name);
    }
  }

  void unknown_note(const Place& place, const std::string& element, const std::string& name) {
    findings_.error(place, "unknown-attribute", "<" + element + "> has no attribute '" + name + "' in our namespace");
  }

  void read_annotation(const chart::Annotation& a) {
    using Read = void (Reader::*)(const chart::Annotation&);
    static const std::map<std::string_view, Read> readers{
        {"stage", &Reader::read_stage},       {"role", &Reader::read_role},         {"parameter", &Reader::read_parameter},
        {"clock", &Reader::read_clock},       {"document", &Reader::read_document}, {"rule", &Reader::read_rule},
        {"event", &Reader::read_event},       {"mandatory", &Reader::read_mandatory}};
    const auto found = readers.find(a.name);
    if (found != readers.end()) return (this->*found->second)(a);
    findings_.error(a.place, "unknown-element", "<" + a.name + "> is no element of a procedure");
  }

  template <class Map, class Item>
  void keep(Map& into, const std::string& id, Item item, const chart::Annotation& a) {
    if (id.empty()) return;
    if (!into.emplace(id, std::move(item)).second) {
      findings_.error(a.place, "duplicate-id", "a second <" + a.name + "> is called '" + id + "'");
    }
  }

  void read_source(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id");
    keep(sources_, id, e.text(), a);
    e.finish();
  }

  std::vector<Citation> citations(Element& e, bool is_required) {
    std::vector<Citation> out;
    const std::string text = is_required ? e.required("cite") : e.optional("cite");
    for (const std::string& word : words(text)) {
      const std::size_t colon = word.find(':');
      const std::string source = word.substr(0, colon);
      const std::string article = colon == std::string::npos ? "" : word.substr(colon + 1);
      const auto found = sources_.find(source);
      if (found == sources_.end()) {
        e.error("unknown-source", "no <source> is called '" + source + "'");
      } else {
        out.push_back({source, article, article_label(found->second, article)});
      }
    }
    return out;
  }

  void read_stage(const chart::Annotation& a) {
    Element e(a, findings_);
    procedure_->stages.push_back({e.required("id"), e.text()});
    e.finish();
  }

  void read_role(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id");
    keep(procedure_->roles, id, Role{id, e.text(), e.expression("unit", false)}, a);
    e.finish();
  }

  void read_parameter(const chart::Annotation& a) {
    Element e(a, findings_);
    Parameter p;
    p.name = e.required("name");
    p.title = e.text();
    p.min = e.number("min");
    p.max = e.number("max");
    p.values = words(e.optional("values"));
    p.citations = citations(e, false);
    const std::string standard = e.required("standard");
    const auto type = type_named(e.optional("type", "integer"));
    using enum Field::Type;
    if (!type || *type == list || *type == object || *type == date) {
      e.error("bad-attribute", "'type' of a parameter is integer, number, boolean, text or choice");
    } else {
      p.type = *type;
      const bool quoted = *type == text || *type == choice;
      const auto value = quoted ? std::expected<Json, std::string>(Json(standard)) : parse_json(standard);
      if (value) p.standard = *value;
      else e.error("bad-attribute", "'standard' is no value of its type: " + value.error());
    }
    procedure_->parameters.push_back(std::move(p));
    e.finish();
  }

  void read_clock(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id"), kind = e.optional("kind", "minimum");
    if (kind != "minimum" && kind != "maximum") e.error("bad-attribute", "'kind' is minimum or maximum, not '" + kind + "'");
    const Text title = e.text();
    auto cited = citations(e, true);
    auto from = e.expression("from", true), count = e.expression("count", true), unit = e.expression("unit", true);
    const bool roll = e.flag("roll", true);
    e.finish();
    if (!from || !count || !unit) return;
    keep(procedure_->clocks, id,
         Clock{id, title, std::move(cited), *from, *count, *unit, roll,
               kind == "maximum" ? Clock::Kind::maximum : Clock::Kind::minimum, a.place}, a);
  }

  void read_document(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string code = e.required("code");
    DocumentType type{code, e.text(), e.required("stage"), e.flag("mandatory"), e.optional("retention", "Y")};
    keep(procedure_->documents, code, std::move(type), a);
    e.finish();
  }

  Text child_text(const chart::Annotation& a, std::string_view name) {
    for (const chart::Annotation& child : a.children) {
      if (child.name != name) continue;
      Element e(child, findings_);
      Text text = e.text();
      e.finish();
      return text;
    }
    findings_.error(a.place, "missing-element", "<" + a.name + "> needs a child <" + std::string(name) + ">");
    return {};
  }

  void read_rule(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id");
    auto cited = citations(e, true);
    auto test = e.expression("test", true);
    const std::string until = e.optional("until");
    e.finish({"says", "remedy", "seen"});
    const Text says = child_text(a, "says"), remedy = child_text(a, "remedy");
    std::vector<SeenValue> seen;
    for (const chart::Annotation& child : a.children) {
      if (child.name != "seen") continue;
      Element s(child, findings_);
      const std::string name = s.required("name");
      if (auto value = s.expression("value", true)) seen.push_back({name, *value});
      s.finish();
    }
    if (!test) return;
    const bool needs_data = reads_event(*test);
    keep(procedure_->rules, id,
         Rule{id, says, remedy, std::move(cited), *test, until.empty() ? std::nullopt : std::optional(until), std::move(seen), needs_data, a.place}, a);
  }

  Field read_field(const chart::Annotation& a) {
    Element e(a, findings_);
    Field field;
    field.name = e.required("name");
    field.title = e.text();
    const std::string type = e.optional("type", "text");
    if (const auto known = type_named(type)) field.type = *known;
    else e.error("bad-attribute", "'type' is text, number, integer, boolean, date, choice, list or object, not '" + type + "'");
    field.required = e.flag("required");
    field.values = words(e.optional("values"));
    field.min = e.number("min");
    field.max = e.number("max");
    if (field.type == Field::Type::choice && field.values.empty()) e.error("missing-attribute", "a choice needs 'values'");
    field.fields = read_fields(a);
    e.finish({"field"});
    return field;
  }

  std::vector<Field> read_fields(const chart::Annotation& a) {
    std::vector<Field> fields;
    for (const chart::Annotation& child : a.children) {
      if (child.name == "field") fields.push_back(read_field(child));
    }
    return fields;
  }

  void read_event(const chart::Annotation& a) {
    Element e(a, findings_);
    EventType type;
    type.name = e.required("name");
    type.title = e.text();
    type.who = words(e.required("who"));
    type.is_signed = e.flag("signed");
    type.rules = words(e.optional("rules"));
    type.produces = words(e.optional("produces"));
    type.form = read_fields(a);
    type.place = a.place;
    e.finish({"field"});
    const std::string name = type.name;
    keep(procedure_->events, name, std::move(type), a);
  }

  void read_mandatory(const chart::Annotation& a) {
    Element e(a, findings_);
    MandatoryStep step;
    step.id = e.required("id");
    step.title = e.text();
    step.citations = citations(e, false);
    step.before = e.required("before");
    step.through = words(e.required("through"));
    const std::string since = e.optional("since");
    if (!since.empty()) step.since = since;
    step.place = a.place;
    e.finish();
    procedure_->mandatory.push_back(std::move(step));
  }

  void read_states() {
    for (const chart::State& state : chart_.states) {
      for (const auto& [name, value] : state.notes) {
        if (state.index != 0 && name != "zh" && name != "en" && name != "stage") unknown_note(state.place, "state", name);
      }
      if (state.index == 0) continue;
      for (const auto& a : state.annotations) findings_.error(a.place, "unknown-element", "<" + a.name + "> does not belong into a state");
      const Text title{note(state.notes, "zh"), note(state.notes, "en")};
      if (!title.zh.empty() || !title.en.empty()) procedure_->state_titles[state.index] = title;
      if (const std::string stage = note(state.notes, "stage"); !stage.empty()) procedure_->state_stages[state.index] = stage;
    }
  }

  void read_transitions() {
    for (const chart::Transition& transition : chart_.transitions) {
      for (const auto& [name, value] : transition.notes) {
        if (name == "rules") procedure_->transition_rules[transition.index] = words(value);
        else unknown_note(transition.place, "transition", name);
      }
      for (const auto& a : transition.annotations) findings_.error(a.place, "unknown-element", "<" + a.name + "> does not belong into a transition");
    }
  }

  // ---- references between them
  template <class Known>
  void check_known(const Known& known, const std::string& id, const Place& place, const char* code, const char* what) {
    if (!known.contains(id)) findings_.error(place, code, std::string("no <") + what + "> is called '" + id + "'");
  }

  void check_references() {
    std::set<std::string, std::less<>> stages;
    for (const Stage& stage : procedure_->stages) stages.insert(stage.id);
    for (const auto& [index, stage] : procedure_->state_stages) check_known(stages, stage, chart_.states[index].place, "unknown-stage", "stage");
    for (const auto& a : chart_.annotations) {
      if (a.name == "document" && a.attributes.contains("stage")) check_known(stages, a.attributes.at("stage"), a.place, "unknown-stage", "stage");
    }
    for (const auto& [id, rule] : procedure_->rules) {
      if (rule.until) check_known(procedure_->clocks, *rule.until, rule.place, "unknown-clock", "clock");
    }
    for (const auto& [name, type] : procedure_->events) check_event(type);
    for (const auto& [index, rules] : procedure_->transition_rules) {
      for (const std::string& rule : rules) check_known(procedure_->rules, rule, chart_.transitions[index].place, "unknown-rule", "rule");
    }
    for (const MandatoryStep& step : procedure_->mandatory) {
      check_state(step.before, step.place);
      for (const std::string& state : step.through) check_state(state, step.place);
      if (step.since) check_state(*step.since, step.place);
    }
    check_transitions_declared();
  }

  void check_state(const std::string& id, const Place& place) {
    if (chart_.find(id) == nullptr) findings_.error(place, "unknown-state", "no state has the id '" + id + "'");
  }

  void check_event(const EventType& type) {
    for (const std::string& role : type.who) {
      if (role != "anyone" && role != "clock") check_known(procedure_->roles, role, type.place, "unknown-role", "role");
    }
    for (const std::string& rule : type.rules) check_known(procedure_->rules, rule, type.place, "unknown-rule", "rule");
    for (const std::string& code : type.produces) check_known(procedure_->documents, code, type.place, "unknown-document", "document");
  }

  /// A chart without annotations is a plain statechart; one with events declares all it takes.
  void check_transitions_declared() {
    if (procedure_->events.empty()) return;
    for (const chart::Transition& transition : chart_.transitions) {
      for (const std::string& descriptor : transition.events) {
        const bool inner = descriptor.starts_with("done.") || descriptor.starts_with("error.") || descriptor.starts_with("clock.") ||
                           descriptor.starts_with("system.") || descriptor == "*" || descriptor == "error" || descriptor == "done";
        if (inner || procedure_->events.contains(descriptor)) continue;
        findings_.warning(transition.place, "undeclared-event", "no <event> declares '" + descriptor + "': only the chart itself can raise it");
      }
    }
  }

  const chart::Chart& chart_;
  Findings& findings_;
  std::shared_ptr<Procedure> procedure_;
  std::map<std::string, Text, std::less<>> sources_;
};

}  // namespace

ReadResult read(std::string_view xml, std::string_view file, std::string sha256) {
  chart::ReadResult chart = chart::read(xml, file);
  ReadResult result{nullptr, std::move(chart.diagnostics)};
  if (chart.chart == nullptr) return result;
  Findings findings;
  auto procedure = Reader(chart.chart, std::move(sha256), findings).read();
  if (!findings.any_error()) result.procedure = std::move(procedure);
  result.diagnostics.insert(result.diagnostics.end(), findings.list.begin(), findings.list.end());
  std::ranges::stable_sort(result.diagnostics, {}, [](const Diagnostic& d) { return std::pair(d.place.line, d.place.column); });
  return result;
}

}  // namespace gavel::procedure
