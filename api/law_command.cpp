// `gavel law`: the decree beside the procedure, for a lawyer who reads both.
#include <algorithm>
#include <iostream>

#include "api/cli_text.hpp"
#include "api/commands.hpp"
#include "api/file_bytes.hpp"
#include "archive/digest.hpp"
#include "embedded/api_assets.hpp"
#include "engine/procedure/law.hpp"
#include "engine/procedure/rerun.hpp"
#include "engine/procedure/separation.hpp"

namespace gavel {
namespace {

using procedure::CarriedArticle;
using procedure::Carrier;
using procedure::Figure;

std::string figure_line(const Figure& figure) {
  return cli_text(
      figure.is_statutory() ? "law-figure-law" : "law-figure-policy",
      {{"name", figure.parameter->name}, {"value", json_text(figure.parameter->standard)}});
}

void print(const Carrier& carrier) {
  std::cout << "    " << cli_text("law-" + std::string(name(carrier.kind)), {}) << " "
            << carrier.id;
  if (carrier.article.find('(') != std::string::npos) std::cout << " [" << carrier.article << "]";
  std::cout << "  " << in_own_language(carrier.says);
  std::string events;
  for (const std::string& event : carrier.asked_of) events += (events.empty() ? "" : ", ") + event;
  if (!events.empty()) std::cout << "  ← " << events;
  std::cout << "\n";
  for (const Figure& figure : carrier.figures) std::cout << "      " << figure_line(figure) << "\n";
}

using Tests = std::vector<procedure::TestName>;

void print_tests(const std::vector<std::string>& tests) {
  for (const std::string& test : tests)
    std::cout << "    " << cli_text("law-test", {}) << " " << test << "\n";
}

/// Headings stand only over what there is.
void print_heading(const char* text, bool is_empty) {
  if (!is_empty) std::cout << cli_text(text, {}) << "\n";
}

void print_guards(const procedure::Procedure& read, const Tests& tests) {
  const auto guards = guards_of(read);
  print_heading("law-guards", guards.empty());
  for (const procedure::Guarded& guard : guards) {
    std::cout << "  " << guard.id << "\n";
    for (const procedure::Rule* rule : guard.rules) {
      std::cout << "    " << cli_text("law-rule", {}) << " " << rule->id << "  "
                << in_own_language(rule->says) << "\n";
    }
    print_tests(tests_about(guard.id, tests));
  }
}

void print_timers(const procedure::Procedure& read, const Tests& tests) {
  const auto timers = timers_of(read);
  print_heading("law-timers", timers.empty());
  for (const procedure::Timed& timer : timers) {
    std::cout << "  " << timer.id << "\n";
    for (const procedure::Clock* clock : timer.clocks) {
      std::cout << "    " << cli_text("law-clock", {}) << " " << clock->id << "  "
                << in_own_language(clock->title) << "\n";
    }
    print_tests(tests_about(timer.id, tests));
  }
}

void print_separations(const procedure::Procedure& read, const Tests& tests) {
  const auto separations = procedure::separations(read);
  print_heading("law-separations", separations.empty());
  for (const procedure::Separation& each : separations) {
    std::cout << "  " << each.number << "  " << in_own_language(each.says) << "\n";
    for (const std::string& rule : each.rules)
      std::cout << "    " << cli_text("law-rule", {}) << " " << rule << "\n";
    for (const auto& [one, other] : each.apart) {
      std::cout << "    " << cli_text("law-apart", {}) << " " << one << " — "
                << (other == "*" ? cli_text("law-any-other", {}) : other) << "\n";
    }
    for (const std::string& constraint : each.constraints)
      std::cout << "    " << cli_text("law-constraint", {}) << " " << constraint << "\n";
    print_tests(tests_named(procedure::suite_of_separation(each.number), tests));
  }
}

void print_changes(const procedure::Procedure& read, const Tests& tests) {
  const auto classes = change_classes(read);
  print_heading("law-changes", classes.empty());
  for (const procedure::ChangeClass& each : classes) {
    std::cout << "  " << in_own_language(each.title) << "\n";
    if (each.reopens.empty()) std::cout << "    " << cli_text("law-reopens-nothing", {}) << "\n";
    for (const procedure::Reopened& step : each.reopens) {
      std::cout << "    " << cli_text("law-reopens", {}) << " " << step.state << "  "
                << in_own_language(step.title);
      if (!step.when.en.empty()) std::cout << " (" << in_own_language(step.when) << ")";
      std::cout << "\n";
    }
    print_tests(tests_named(procedure::suite_of_change(each.value), tests));
  }
}

struct Count {
  int articles = 0, gaps = 0, untested = 0;
};

void print(const CarriedArticle& carried, const std::vector<std::string>& tests) {
  const Text& title = carried.article.title;
  std::cout << (speaks_chinese() ? "  第" + carried.article.number + "条"
                                 : "  art. " + carried.article.number)
            << "  " << in_own_language(title) << "\n";
  if (carried.is_gap()) {
    std::cout << "    " << cli_text("law-gap", {}) << "\n";
  } else if (carried.carriers.empty()) {
    std::cout << "    " << cli_text("law-principle", {}) << "\n";
  }
  for (const Carrier& carrier : carried.carriers) print(carrier);
  print_tests(tests);
}

Count print(const procedure::Procedure& read, const std::vector<procedure::TestName>& tests) {
  Count count;
  for (const procedure::CarriedSource& source :
       law_of(read, procedure::means_in(asset::law_means_json))) {
    std::cout << in_own_language(source.title) << "\n";
    for (const CarriedArticle& carried : source.articles) {
      const auto named = procedure::tests_of(source.id, carried.article.number, tests);
      print(carried, named);
      count.gaps += carried.is_gap();
      count.articles += carried.article.binds;
      count.untested += carried.article.binds && named.empty();
    }
  }
  return count;
}

}  // namespace

int print_law(const LawQuestion& question) {
  constexpr int failed = 1;
  const auto xml = file_bytes(question.file);
  if (!xml) {
    std::cerr << "gavel: " << xml.error() << "\n";
    return failed;
  }
  const auto result = procedure::read(*xml, question.file.string(), archive::sha256_hex(*xml));
  for (const Diagnostic& diagnostic : result.diagnostics)
    std::cerr << in_own_language(in_words(diagnostic)) << "\n";
  if (result.procedure == nullptr) return failed;

  const auto tests = procedure::tests_in(asset::law_tests_txt);
  if (question.json) {
    std::cout << json_text(
                     law_json(*result.procedure, tests, procedure::means_in(asset::law_means_json)))
              << "\n";
    const auto law = law_of(*result.procedure);
    const bool has_gap = std::ranges::any_of(law, [](const procedure::CarriedSource& source) {
      return std::ranges::any_of(source.articles, &CarriedArticle::is_gap);
    });
    return has_gap ? failed : 0;
  }
  const Count count = print(*result.procedure, tests);
  print_guards(*result.procedure, tests);
  print_timers(*result.procedure, tests);
  print_separations(*result.procedure, tests);
  print_changes(*result.procedure, tests);
  std::cout << cli_text("law-summary", {{"articles", std::to_string(count.articles)},
                                        {"gaps", std::to_string(count.gaps)},
                                        {"untested", std::to_string(count.untested)}})
            << "\n";
  return count.gaps > 0 ? failed : 0;
}

}  // namespace gavel
