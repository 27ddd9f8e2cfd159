#include <algorithm>
#include <array>
#include <set>

#include "engine/base/words.hpp"
#include "engine/procedure/form.hpp"
#include "engine/procedure/reading.hpp"

namespace gavel::procedure {
namespace {

class Reader {
 public:
  Reader(Procedure& procedure, Findings& findings)
      : procedure_(procedure), findings_(findings), choices_(findings) {}

  void read(const std::vector<chart::Annotation>& annotations) {
    // First what others refer to: citations to sources, forms to the titles of choices.
    for (const chart::Annotation& a : annotations) {
      if (a.name == "source") read_source(a);
      if (a.name == "choice") choices_.read(a);
    }
    for (const chart::Annotation& a : annotations) {
      if (a.name != "source" && a.name != "choice") read_one(a);
    }
  }

 private:
  void read_one(const chart::Annotation& a) {
    using Read = void (Reader::*)(const chart::Annotation&);
    static const std::map<std::string_view, Read> readers{
        {"stage", &Reader::read_stage},         {"role", &Reader::read_role},
        {"parameter", &Reader::read_parameter}, {"clock", &Reader::read_clock},
        {"document", &Reader::read_document},   {"rule", &Reader::read_rule},
        {"event", &Reader::read_event},         {"mandatory", &Reader::read_mandatory},
        {"ending", &Reader::read_ending}};
    if (a.name == "separation" || a.name == "rerun" || a.name == "circle" || a.name == "published")
      return;  // once all they name is known
    const auto found = readers.find(a.name);
    if (found != readers.end()) return (this->*found->second)(a);
    findings_.error(a.place, Sentence{"unknown-element", "of-procedure", {{"element", a.name}}});
  }

  /// False where an element of the same name has the id already; says so.
  bool is_new(const chart::Annotation& a, const std::string& id) {
    if (id.empty()) return false;  // said already: it is missing
    if (ids_.emplace(a.name, id).second) return true;
    findings_.error(a.place, Sentence{"duplicate-id", {{"element", a.name}, {"id", id}}});
    return false;
  }

  void read_source(const chart::Annotation& a) {
    Element e(a, findings_);
    Source source{e.required("id"), e.text(), {}, e.flag("step"), a.place};
    e.finish({"article"});
    for (const chart::Annotation& child : a.children) {
      if (child.name == "article") read_article(child, source);
    }
    if (!is_new(a, source.id)) return;
    procedure_.sources.push_back(std::move(source));
  }

  void read_article(const chart::Annotation& a, Source& source) {
    Element e(a, findings_);
    Article article{e.required("number"), e.text(), e.flag("binds"), e.flag("step"), a.place};
    e.finish();
    if (std::ranges::find(source.articles, article.number, &Article::number) !=
        source.articles.end()) {
      e.error(Sentence{"duplicate-id", "article", {{"id", article.number}}});
    }
    source.articles.push_back(std::move(article));
  }

  std::vector<Citation> citations(Element& e, bool is_required) {
    return cited_by(e, procedure_.sources, is_required);
  }

  void read_stage(const chart::Annotation& a) {
    Element e(a, findings_);
    Stage stage{e.required("id"), e.text()};
    if (is_new(a, stage.id)) procedure_.stages.push_back(std::move(stage));
    e.finish();
  }

  void read_role(const chart::Annotation& a) {
    Element e(a, findings_);
    Role role{e.required("id"), e.text(), e.expression("unit", false), citations(e, false),
              e.flag("lend", true)};
    (void)e.flag("named");        // circles.hpp reads it
    (void)e.optional("lent-to");  // lent_to.hpp reads it
    if (role.id == "anyone" || role.id == "clock") {
      e.error(Sentence{"reserved-name", "role", {{"name", role.id}}});
    }
    if (is_new(a, role.id)) procedure_.roles.emplace(role.id, role);
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
    p.value_titles = choices_.of(a, p.values);
    p.citations = citations(e, false);
    const std::string stricter = e.optional("stricter");
    if (!stricter.empty() && stricter != "more" && stricter != "less") {
      e.error(Sentence{"bad-attribute", "stricter", {{"given", stricter}}});
    }
    using Stricter = Parameter::Stricter;
    p.stricter = stricter.empty()     ? Stricter::neither
                 : stricter == "less" ? Stricter::less
                                      : Stricter::more;
    p.of = e.optional("of");
    p.at_most = e.optional("at-most");
    const std::string standard = e.required("standard");
    const auto type = type_named(e.optional("type", "integer"));
    using enum Field::Type;
    if (!type || *type == list || *type == object || *type == date || *type == citation) {
      e.error(Sentence{"bad-attribute", "parameter-type", {}});
    } else {
      p.type = *type;
      const bool is_quoted = *type == text || *type == choice;
      const auto value =
          is_quoted ? std::expected<Json, std::string>(Json(standard)) : parse_json(standard);
      if (value) p.standard = *value;
      if (!value || !allows(p, p.standard)) {
        e.error(Sentence{"bad-attribute",
                         "standard",
                         {{"given", standard}, {"expected", as_value(demands(p))}}});
      }
    }
    read_by_level(e, p);
    if (is_new(a, p.name)) procedure_.parameters.push_back(std::move(p));
    e.finish({"choice"});
  }

  /// "province:20 county:10"
  void read_by_level(Element& e, Parameter& p) {
    const bool is_quoted = p.type == Field::Type::text || p.type == Field::Type::choice;
    for (const std::string& given : words(e.optional("by-level"))) {
      const std::size_t colon = std::min(given.find(':'), given.size());
      const std::string level = given.substr(0, colon),
                        text = given.substr(colon + (colon < given.size()));
      const auto value =
          is_quoted ? std::expected<Json, std::string>(Json(text)) : parse_json(text);
      if (is_level(level) && value && allows(p, *value)) {
        p.by_level[level] = *value;
      } else {
        e.error(Sentence{"bad-attribute", "by-level", {{"given", given}}});
      }
    }
  }

  void read_clock(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id"), kind = e.optional("kind", "minimum");
    if (kind != "minimum" && kind != "maximum") {
      e.error(Sentence{"bad-attribute", "clock-kind", {{"given", kind}}});
    }
    const Text title = e.text();
    auto cited = citations(e, true);
    auto from = e.expression("from", true);
    auto count = e.expression("count", true);
    auto unit = e.expression("unit", true);
    const bool is_rolled = e.flag("roll", true);
    (void)e.optional("told");  // told.hpp reads it
    e.finish();
    if (!is_new(a, id) || !from || !count || !unit) return;
    procedure_.clocks.emplace(
        id, Clock{id, title, std::move(cited), *from, *count, *unit, is_rolled,
                  kind == "maximum" ? Clock::Kind::maximum : Clock::Kind::minimum, a.place});
  }

  void read_document(const chart::Annotation& a) {
    Element e(a, findings_);
    DocumentType type{e.required("code"),
                      e.text(),
                      e.required("stage"),
                      e.flag("mandatory"),
                      e.optional("retention", "Y"),
                      citations(e, false),
                      words(e.optional("who")),
                      e.optional("written"),
                      a.place};
    (void)e.optional("told");  // told.hpp reads it
    constexpr std::array<std::string_view, 7> papers{"",
                                                     "statement-of-procedure",
                                                     "hearing-record",
                                                     "meeting-packet",
                                                     "meeting-notice",
                                                     "meeting-record",
                                                     "meeting-minutes"};
    if (std::ranges::find(papers, type.written) == papers.end()) {
      e.error(Sentence{"bad-attribute", "written", {{"given", type.written}}});
    }
    // DA/T 22: permanent, 30 years, 10 years.
    if (type.retention != "Y" && type.retention != "D30" && type.retention != "D10") {
      e.error(Sentence{"bad-attribute", "retention", {{"given", type.retention}}});
    }
    if (is_new(a, type.code)) procedure_.documents.emplace(type.code, type);
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
    findings_.error(a.place, Sentence{"missing-element", {{"element", a.name}, {"child", name}}});
    return {};
  }

  void read_rule(const chart::Annotation& a) {
    Element e(a, findings_);
    const std::string id = e.required("id");
    auto cited = citations(e, true);
    auto test = e.expression("test", true);
    const std::string until = e.optional("until");
    std::vector<Guard> guards;
    for (const std::string& word : words(e.optional("guards"))) {
      const std::size_t colon = word.find(':');
      guards.push_back({word.substr(0, colon), std::nullopt});
      if (colon != std::string::npos) guards.back().state = word.substr(colon + 1);
    }
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
    check_places(e, remedy, seen);
    if (!is_new(a, id) || !test) return;
    procedure_.rules.emplace(
        id, Rule{id, says, remedy, std::move(cited), *test,
                 until.empty() ? std::nullopt : std::optional(until), std::move(seen),
                 reads_event(*test), a.place, std::move(guards)});
  }

  /// A remedy says by their names the values that were seen: "at least {least}".
  static void check_places(Element& e, const Text& remedy, const std::vector<SeenValue>& seen) {
    JsonObject names;
    for (const SeenValue& value : seen) names[value.name] = "";
    for (const std::string& said :
         {filled(remedy.zh, names, Language::zh), filled(remedy.en, names, Language::en)}) {
      if (said.contains('{')) e.error(Sentence{"bad-attribute", "remedy", {{"text", said}}});
    }
  }

  void read_event(const chart::Annotation& a) {
    EventType type = event_type(a, procedure_.sources, choices_, findings_);
    if (is_new(a, type.name)) procedure_.events.emplace(type.name, std::move(type));
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
    for (const char* other : {"act", "arises", "due"}) (void)e.optional(other);  // concluded.hpp
    step.place = a.place;
    e.finish();
    if (is_new(a, step.id)) procedure_.mandatory.push_back(std::move(step));
  }

  /// concluded.hpp reads it.
  void read_ending(const chart::Annotation& a) {
    Element e(a, findings_);
    (void)e.required("state");
    (void)e.text();
    e.finish();
  }

  Procedure& procedure_;
  Findings& findings_;
  ChoiceTitles choices_;
  std::set<std::pair<std::string, std::string>> ids_;  ///< (element, id)
};

}  // namespace

void read_annotations(const chart::Chart& chart, Procedure& procedure, Findings& findings) {
  Reader(procedure, findings).read(chart.annotations);
}

}  // namespace gavel::procedure
