// Runs others' tests of SCXML: `conformance SUITE_FOLDER LISTS_FOLDER [NAME...]`. Prints every test
// that does not pass and one line a set; exits 1 when one failed that is not listed as left out, or
// one passes that is.
#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <map>
#include <set>
#include <sstream>

#include "tests/conformance/replay.hpp"

namespace gavel::conformance {
namespace {

namespace fs = std::filesystem;

struct Test {
  std::string name;  ///< "w3c-ecma/test144"
  std::string chart, script;
  bool w3c = false;
};

struct Tally {
  int passed = 0, failed = 0, left_out = 0;
};

/// Lines of a list; after the first blank the rest of a line is its remark. '#' begins a comment.
std::map<std::string, std::string> read_list(const std::string& path) {
  std::map<std::string, std::string> entries;
  std::istringstream lines(read_file(path).value_or(""));
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with('#')) continue;
    const std::size_t blank = line.find(' ');
    entries[line.substr(0, blank)] = blank == std::string::npos ? "" : line.substr(blank + 1);
  }
  return entries;
}

std::vector<Test> find_tests(const fs::path& suite) {
  std::vector<Test> tests;
  for (const fs::directory_entry& folder : fs::directory_iterator(suite)) {
    if (!folder.is_directory()) continue;
    const std::string set = folder.path().filename();
    for (const fs::directory_entry& file : fs::directory_iterator(folder)) {
      if (file.path().extension() != ".scxml") continue;
      fs::path script = file.path();
      script.replace_extension(".json");
      const bool w3c = set == "w3c-ecma";
      // Of the W3C's, those without a script are what other tests invoke, or need a person's eye.
      if (!fs::exists(script)) continue;
      std::string name = file.path().stem();
      if (name.ends_with(".txml")) name.resize(name.size() - 5);
      tests.push_back({set + "/" + name, file.path(), script, w3c});
    }
  }
  std::ranges::sort(tests, {}, &Test::name);
  return tests;
}

std::string joined(const std::vector<std::string>& ids) {
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : ", ") + id;
  return "{" + out + "}";
}

std::expected<void, Reason> expect(const Run& run, const Json& wanted, const std::string& when) {
  std::vector<std::string> ids;
  for (const Json& id : wanted.as_array()) ids.emplace_back(id.as_string());
  std::ranges::sort(ids);
  if (ids == run.configuration()) return {};
  std::string why = when + ": " + joined(run.configuration()) + " instead of " + joined(ids);
  for (const std::string& error : run.errors()) why += "; " + error;
  return std::unexpected(why);
}

/// The W3C's own measure: the chart ends in `pass`. (The package's scripts for these tests count on
/// an engine that handles an undelayed <send> only after it has shown its configuration.)
std::expected<void, Reason> run_w3c(Run& run) {
  if (auto finished = run.finish(); !finished) return finished;
  return expect(run, boost::json::array{"pass"}, "at the end");
}

std::expected<void, Reason> run_script(Run& run, const boost::json::object& script) {
  if (auto begun = expect(run, script.at("initialConfiguration"), "at the start"); !begun)
    return begun;
  int count = 0;
  for (const Json& step : script.at("events").as_array()) {
    const boost::json::object& what = step.as_object();
    if (const Json* after = what.if_contains("after"))
      if (auto waited = run.wait(std::chrono::milliseconds(after->as_int64())); !waited)
        return waited;
    const boost::json::object& event = what.at("event").as_object();
    const std::string name(event.at("name").as_string());
    if (auto sent = run.send(name, event.if_contains("data")); !sent) return sent;
    const std::string when = "after event " + std::to_string(++count) + " '" + name + "'";
    if (auto met = expect(run, what.at("nextConfiguration"), when); !met) return met;
  }
  return {};
}

/// What this project says about single tests: tests/conformance/*.txt and *.json.
struct Lists {
  std::map<std::string, std::string> mandatory, manual, left_out, standard_script;
  boost::json::object translations;

  explicit Lists(const std::string& folder)
      : mandatory(read_list(folder + "/w3c_mandatory.txt")),
        manual(read_list(folder + "/w3c_manual.txt")),
        left_out(read_list(folder + "/left_out.txt")),
        standard_script(read_list(folder + "/standard_script.txt")),
        translations(boost::json::parse(read_file(folder + "/translations.json").value_or("{}"))
                         .as_object()) {}

  [[nodiscard]] std::string set_of(const Test& test) const {
    if (!test.w3c) return "scion " + test.name.substr(0, test.name.find('/'));
    const std::string number = test.name.substr(test.name.find("/test") + 5);
    if (mandatory.contains(number)) return "w3c mandatory";
    return manual.contains(number) ? "w3c manual" : "w3c optional";
  }

  /// The chart's text, with its translation where this project has its own.
  [[nodiscard]] std::expected<std::string, Reason> chart_of(const Test& test) const {
    auto text = read_file(test.chart);
    const Json* own = translations.if_contains(test.name);
    if (!text || own == nullptr) return text;
    const std::string from(own->at("from").as_string()), to(own->at("to").as_string());
    const std::size_t at = text->find(from);
    if (at == std::string::npos) return std::unexpected("its translation does not fit any more");
    std::printf("translated: %s: %s\n", test.name.c_str(), own->at("why").as_string().c_str());
    return text->replace(at, from.size(), to);
  }
};

std::expected<void, Reason> run_test(const Test& test, const Lists& lists) {
  const Folder folder(fs::path(test.chart).parent_path());
  const auto chart = lists.chart_of(test);
  if (!chart) return std::unexpected(chart.error());
  auto run = Run::begin(*chart, test.name, folder);
  if (!run) return std::unexpected(run.error());
  if (test.w3c) return run_w3c(*run);
  const auto text = read_file(test.script);
  if (!text) return std::unexpected(text.error());
  const Json script = boost::json::parse(*text);
  return run_script(*run, lists.standard_script.contains(test.name)
                              ? script.at("legacySemantics").as_object()
                              : script.as_object());
}

/// Prints what is to be said of one test; false when it is wrong.
bool judge(const Test& test, const Lists& lists, Tally& tally) {
  const auto result = run_test(test, lists);
  const auto excuse = lists.left_out.find(test.name);
  const bool excused = excuse != lists.left_out.end();
  if (result && !excused) {
    ++tally.passed;
    return true;
  }
  if (!result && excused) {
    ++tally.left_out;
    std::printf("left out: %s: needs %s\n", test.name.c_str(), excuse->second.c_str());
    return true;
  }
  ++tally.failed;
  if (result)
    std::printf("passes, though listed as left out: %s\n", test.name.c_str());
  else
    std::printf("FAILED: %s: %s\n", test.name.c_str(), result.error().c_str());
  return false;
}

int run_all(const std::string& suite, const Lists& lists, const std::set<std::string>& only) {
  std::map<std::string, Tally> sets;
  bool right = true;
  for (const Test& test : find_tests(suite)) {
    if (!only.empty() && !only.contains(test.name)) continue;
    right = judge(test, lists, sets[lists.set_of(test)]) && right;
  }
  for (const auto& [name, tally] : sets)
    std::printf("%s: %d passed, %d failed, %d left out\n", name.c_str(), tally.passed, tally.failed,
                tally.left_out);
  if (sets.empty()) std::printf("no tests found in %s\n", suite.c_str());
  return right && !sets.empty() ? 0 : 1;
}

}  // namespace
}  // namespace gavel::conformance

int main(int count, char** arguments) {
  if (count < 3) {
    std::fputs("usage: conformance SUITE_FOLDER LISTS_FOLDER [NAME...]\n", stderr);
    return 2;
  }
  const gavel::conformance::Lists lists(arguments[2]);
  return gavel::conformance::run_all(arguments[1], lists, {arguments + 3, arguments + count});
}
