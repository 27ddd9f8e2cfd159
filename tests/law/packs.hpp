#pragma once
// Policy packs for the tests of what an organ sets: made, shipped, and what is wrong with them.
#include <filesystem>

#include "engine/procedure/packs.hpp"
#include "tests/law/course.hpp"

namespace gavel::law {

using procedure::Pack;

inline Pack pack(const std::string& text) {
  auto read = procedure::read_pack(text);
  if (!read) throw std::runtime_error(text + ": " + read.error().front().code);
  return std::move(*read);
}
/// A pack with one version from 2026 on, of the region or of an organ below it.
inline Pack made(const std::string& id, const std::string& parameters,
                 const std::string& extends = "", const std::string& below = "city") {
  const std::string above = extends.empty() ? "" : R"("extends":")" + extends + R"(",)";
  const std::string level = extends.empty() ? "province" : below;
  return pack(R"({"id":")" + id + R"(","procedure":"major-decision",)" + above +
              R"("organ":{"zh":"机关","en":"Organ"},"level":")" + level +
              R"(","versions":[{"version":"1",
              "effective_from":"2026-01-01","basis":{"zh":"规则","en":"Rule"},"parameters":)" +
              parameters + "}]}");
}
inline std::vector<Pack> shipped() {
  std::vector<Pack> packs;
  const std::filesystem::path folder(GAVEL_SOURCE_DIR "/workflows/policy");
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().filename() == "schema.json") continue;
    packs.push_back(
        pack(matter::file_text("workflows/policy/" + entry.path().filename().string())));
  }
  return packs;
}
inline const Day today = parse_day("2026-03-02").value();

/// "/parameters/notice_days looser 44, 45, …": where, what, and the values that show it.
inline std::string said(const procedure::PolicyFault& fault) {
  const std::size_t parameters = fault.pointer.find("/parameters/");
  std::string out =
      parameters == std::string::npos ? fault.pointer : fault.pointer.substr(parameters);
  out += " " + fault.code;
  const char* between = " ";
  const bool shows_wanted = fault.code == "not-allowed";
  for (const char* name :
       {"given", "than", "by", shows_wanted ? "expected_en" : "cited_en", "day"}) {
    const Json* const value = fault.values.if_contains(name);
    if (value == nullptr) continue;
    const std::string text =
        value->is_string() ? std::string(value->get_string()) : json_text(*value);
    out += between + text.substr(text.starts_with(' ') ? 1 : 0);
    between = ", ";
  }
  return out;
}

/// What keeps the pack, or a matter on it, from being used, or else what is told of the pack.
inline std::string wrong(const std::vector<Pack>& packs, std::string_view id,
                         const JsonObject& tighter = {}) {
  const auto resolved = procedure::resolve(*major_decision(), packs, id, today, tighter);
  if (!resolved) return said(resolved.error().front());
  const auto told = procedure::check_packs(*major_decision(), packs);
  const auto of_it = std::ranges::find(told, id, &procedure::PolicyFault::pack);
  return of_it == told.end() ? "" : said(*of_it);
}

}  // namespace gavel::law
