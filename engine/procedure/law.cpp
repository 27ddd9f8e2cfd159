#include "engine/procedure/law.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <set>

#include "engine/base/ensure.hpp"
#include "engine/expression/node.hpp"
#include "engine/procedure/annotations.hpp"
#include "engine/procedure/law_lists.hpp"

namespace gavel::procedure {
namespace {

/// The instrument whose articles tests are named after without it.
constexpr std::string_view named_alone = "decree-713";

/// "FairCompetition" of "fair-competition".
std::string in_a_name(std::string_view source) {
  std::string out;
  bool begins = true;
  for (const char c : source) {
    if (c != '-')
      out += begins ? static_cast<char>(std::toupper(static_cast<unsigned char>(c))) : c;
    begins = c == '-';
  }
  return out;
}

/// "38(3)" stands under article 38.
std::string main_number(const std::string& article) { return article.substr(0, article.find('(')); }

int rank(const std::string& number) {
  int value = 0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
  return fault == std::errc{} ? value : 0;
}

/// `_x.policy.name` in an expression.
void collect(const expression::Expression& expression, std::set<std::string>& names) {
  expression::walk(expression.root(), [&](const expression::Node& node) {
    if (node.kind != expression::Node::Kind::member) return;
    const expression::Node& of = node.children[0];
    if (of.kind == expression::Node::Kind::member && of.name == "policy") names.insert(node.name);
  });
}

class Law {
 public:
  explicit Law(const Procedure& procedure) : procedure_(procedure) {
    for (const Source& source : procedure.sources) {
      CarriedSource carried{source.id, source.title, {}};
      for (const Article& article : source.articles) carried.articles.push_back({article, {}});
      sources_.push_back(std::move(carried));
    }
    collect_questions();
  }

  std::vector<CarriedSource> read() {
    for (const auto& [id, rule] : procedure_.rules) add_rule(rule);
    for (const auto& [id, clock] : procedure_.clocks) add_clock(clock);
    for (const MandatoryStep& step : procedure_.mandatory)
      add(step.citations, {.kind = Carrier::Kind::mandatory, .id = step.id, .says = step.title});
    for (const auto& [name, event] : procedure_.events)
      add(event.citations, {.kind = Carrier::Kind::event, .id = name, .says = event.title});
    for (const auto& [id, role] : procedure_.roles)
      add(role.citations, {.kind = Carrier::Kind::role, .id = id, .says = role.title});
    for (const auto& [code, document] : procedure_.documents)
      add(document.citations,
          {.kind = Carrier::Kind::document, .id = code, .says = document.title});
    for (const Parameter& parameter : procedure_.parameters)
      add(parameter.citations, {.kind = Carrier::Kind::parameter,
                                .id = parameter.name,
                                .says = parameter.title,
                                .figures = {{&parameter}}});
    for (CarriedSource& source : sources_) {
      std::ranges::stable_sort(source.articles, {}, [](const CarriedArticle& carried) {
        return rank(carried.article.number);
      });
    }
    return std::move(sources_);
  }

 private:
  void collect_questions() {
    for (const auto& [name, event] : procedure_.events) {
      for (const std::string& rule : event.rules) asked_[rule].insert(name);
    }
    for (const auto& [index, rules] : procedure_.transition_rules) {
      for (const std::string& rule : rules) {
        for (const std::string& event : procedure_.chart->transitions[index].events)
          asked_[rule].insert(event);
      }
    }
  }

  std::vector<Figure> figures(std::initializer_list<const expression::Expression*> of) const {
    std::set<std::string> names;
    for (const expression::Expression* expression : of) collect(*expression, names);
    std::vector<Figure> out;
    for (const Parameter& parameter : procedure_.parameters) {
      if (names.contains(parameter.name)) out.push_back({&parameter});
    }
    return out;
  }

  void add_rule(const Rule& rule) {
    const auto asked = asked_.find(rule.id);
    Carrier carrier{.kind = Carrier::Kind::rule, .id = rule.id, .says = rule.says};
    if (asked != asked_.end()) carrier.asked_of.assign(asked->second.begin(), asked->second.end());
    carrier.figures = figures({&rule.test});
    add(rule.citations, std::move(carrier));
  }

  void add_clock(const Clock& clock) {
    Carrier carrier{.kind = Carrier::Kind::clock, .id = clock.id, .says = clock.title};
    carrier.figures = figures({&clock.count, &clock.unit});
    add(clock.citations, std::move(carrier));
  }

  void add(const std::vector<Citation>& citations, Carrier carrier) {
    for (const Citation& citation : citations) {
      const auto source = std::ranges::find(sources_, citation.source, &CarriedSource::id);
      if (source == sources_.end()) continue;
      carrier.article = citation.article;
      const std::string number = main_number(citation.article);
      auto article = std::ranges::find_if(source->articles, [&](const CarriedArticle& carried) {
        return carried.article.number == number;
      });
      if (article == source->articles.end())
        article = source->articles.insert(article, CarriedArticle{{number, {}, false}, {}});
      article->carriers.push_back(carrier);
    }
  }

  const Procedure& procedure_;
  std::vector<CarriedSource> sources_;
  std::map<std::string, std::set<std::string>, std::less<>> asked_;
};

JsonObject carrier_json(const Carrier& carrier) {
  JsonObject out{{"kind", name(carrier.kind)},
                 {"id", carrier.id},
                 {"cites", carrier.article},
                 {"says", as_value(carrier.says)}};
  if (carrier.kind == Carrier::Kind::rule) out["asked_of"] = texts_json(carrier.asked_of);
  JsonArray figures;
  for (const Figure& figure : carrier.figures) {
    figures.push_back(JsonObject{{"parameter", figure.parameter->name},
                                 {"standard", figure.parameter->standard},
                                 {"basis", figure.is_statutory() ? "law" : "policy-default"}});
  }
  if (!figures.empty()) out["figures"] = std::move(figures);
  return out;
}

}  // namespace

std::string_view name(Carrier::Kind kind) {
  switch (kind) {
    case Carrier::Kind::rule:
      return "rule";
    case Carrier::Kind::clock:
      return "clock";
    case Carrier::Kind::mandatory:
      return "mandatory-step";
    case Carrier::Kind::event:
      return "event";
    case Carrier::Kind::role:
      return "role";
    case Carrier::Kind::document:
      return "document";
    case Carrier::Kind::parameter:
      return "parameter";
    case Carrier::Kind::means:
      return "means";
  }
  return "";
}

std::vector<Means> means_in(std::string_view json) {
  const auto read = parse_json(json);
  ensure(read && read->is_array(), "means are a list");
  std::vector<Means> out;
  for (const Json& each : read->get_array()) {
    const JsonObject& said = each.as_object();
    const std::string cites = string_or(said, "cites");
    const std::size_t colon = cites.find(':');
    ensure(colon != std::string::npos, "means cite an article");
    out.push_back({cites.substr(0, colon),
                   cites.substr(colon + 1),
                   string_or(said, "id"),
                   {string_or(said, "zh"), string_or(said, "en")}});
  }
  return out;
}

std::vector<CarriedSource> law_of(const Procedure& procedure, const std::vector<Means>& means) {
  std::vector<CarriedSource> sources = Law(procedure).read();
  for (const Means& each : means) {
    const auto source = std::ranges::find(sources, each.source, &CarriedSource::id);
    if (source == sources.end()) continue;
    const std::string number = main_number(each.article);
    for (CarriedArticle& carried : source->articles) {
      if (carried.article.number == number)
        carried.carriers.push_back({.kind = Carrier::Kind::means,
                                    .id = each.id,
                                    .says = each.says,
                                    .article = each.article});
    }
  }
  return sources;
}

std::vector<std::string> tests_of(std::string_view source, const std::string& article,
                                  const std::vector<TestName>& tests) {
  const std::string instrument = source == named_alone ? "" : in_a_name(source);
  return tests_named(instrument + "Article" + article, tests);
}

JsonObject law_json(const Procedure& procedure, const std::vector<TestName>& tests,
                    const std::vector<Means>& means) {
  JsonArray sources;
  for (const CarriedSource& source : law_of(procedure, means)) {
    JsonArray articles;
    for (const CarriedArticle& carried : source.articles) {
      JsonArray carriers;
      for (const Carrier& carrier : carried.carriers) carriers.push_back(carrier_json(carrier));
      const auto named = tests_of(source.id, carried.article.number, tests);
      articles.push_back(JsonObject{{"article", carried.article.number},
                                    {"title", as_value(carried.article.title)},
                                    {"binds", carried.article.binds},
                                    {"gap", carried.is_gap()},
                                    {"carriers", std::move(carriers)},
                                    {"tests", texts_json(named)}});
    }
    sources.push_back(JsonObject{
        {"id", source.id}, {"title", as_value(source.title)}, {"articles", std::move(articles)}});
  }
  JsonObject head{{"name", procedure.name},
                  {"version", procedure.version},
                  {"sha256", procedure.sha256},
                  {"title", as_value(procedure.title)}};
  return {{"procedure", std::move(head)},
          {"sources", std::move(sources)},
          {"guards", guards_json(procedure, tests)},
          {"timers", timers_json(procedure, tests)},
          {"separations", separations_json(procedure, tests)},
          {"changes", changes_json(procedure, tests)}};
}

}  // namespace gavel::procedure
