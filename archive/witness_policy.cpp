#include "archive/witness_policy.hpp"

#include <algorithm>
#include <charconv>
#include <optional>
#include <sstream>
#include <utility>

#include "archive/note.hpp"

namespace gavel::archive {
namespace {

std::vector<std::string> words_of(const std::string& line) {
  std::istringstream in(line);
  std::vector<std::string> words;
  for (std::string word; in >> word;) words.push_back(word);
  return words;
}

std::optional<std::size_t> number_in(const std::string& text) {
  std::size_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
  return value;
}

bool is_key_of(const std::string& verifier_key, NoteKeyType type) {
  const auto key = parse_note_key(verifier_key);
  return key && key->type == type;
}

/// One key counts once, whatever name it is given.
bool is_same_key(const PolicyWitness& witness, const std::string& verifier_key) {
  return parse_note_key(witness.verifier_key)->public_raw ==
         parse_note_key(verifier_key)->public_raw;
}

}  // namespace

std::expected<WitnessPolicy, std::string> WitnessPolicy::parse(std::string_view text) {
  WitnessPolicy policy;
  std::istringstream in{std::string(text)};
  int number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::vector<std::string> words = words_of(line);
    if (words.empty() || words[0].starts_with('#')) continue;
    if (const std::string wrong = policy.take(words); !wrong.empty())
      return std::unexpected("line " + std::to_string(number) + ": " + wrong);
  }
  if (policy.quorum_.empty()) return std::unexpected("there is no line \"quorum NAME\"");
  return policy;
}

/// What is wrong with the line; empty: it is taken.
std::string WitnessPolicy::take(const std::vector<std::string>& words) {
  const std::string& keyword = words[0];
  if (keyword == "log") {
    if (words.size() < 2 || words.size() > 3) return "expected: log VERIFIER-KEY [URL]";
    if (!is_key_of(words[1], NoteKeyType::ed25519)) return words[1] + " is no ledger's key";
    logs_.push_back(words[1]);
    return "";
  }
  if (keyword == "witness") return take_witness(words);
  if (keyword == "group") return take_group(words);
  if (keyword != "quorum") return "'" + keyword + "' is none of: log, witness, group, quorum";
  if (words.size() != 2) return "expected: quorum NAME, or quorum none";
  if (!quorum_.empty()) return "there is a quorum already";
  if (words[1] != "none" && !is_known(words[1]))
    return "no witness or group is named '" + words[1] + "' above";
  quorum_ = words[1];
  return "";
}

std::string WitnessPolicy::take_witness(const std::vector<std::string>& words) {
  if (words.size() < 3 || words.size() > 4) return "expected: witness NAME VERIFIER-KEY [URL]";
  if (is_known(words[1]) || words[1] == "none")
    return "the name '" + words[1] + "' is taken already";
  if (!is_key_of(words[2], NoteKeyType::cosignature)) return words[2] + " is no witness's key";
  if (std::ranges::any_of(witnesses_,
                          [&](const auto& known) { return is_same_key(known, words[2]); }))
    return "this key is another witness's already";
  std::string url = words.size() == 4 ? words[3] : "";
  while (url.ends_with('/')) url.pop_back();
  witnesses_.push_back({words[1], words[2], std::move(url)});
  return "";
}

std::string WitnessPolicy::take_group(const std::vector<std::string>& words) {
  if (words.size() < 4) return "expected: group NAME all|any|NUMBER MEMBER...";
  if (is_known(words[1]) || words[1] == "none")
    return "the name '" + words[1] + "' is taken already";
  Group group{0, {words.begin() + 3, words.end()}};
  for (const std::string& member : group.members) {
    if (!is_known(member)) return "no witness or group is named '" + member + "' above";
    if (std::ranges::count(group.members, member) > 1) return "'" + member + "' stands there twice";
  }
  const auto number = words[2] == "all"   ? group.members.size()
                      : words[2] == "any" ? 1
                                          : number_in(words[2]).value_or(0);
  if (number < 1 || number > group.members.size())
    return "'" + words[2] + "' is none of: all, any, 1 to " + std::to_string(group.members.size());
  group.needed = number;
  groups_.emplace(words[1], std::move(group));
  return "";
}

const PolicyWitness* WitnessPolicy::find(std::string_view verifier_key) const {
  const auto found = std::ranges::find(witnesses_, verifier_key, &PolicyWitness::verifier_key);
  return found == witnesses_.end() ? nullptr : &*found;
}

bool WitnessPolicy::is_known(const std::string& name) const {
  return groups_.contains(name) ||
         std::ranges::find(witnesses_, name, &PolicyWitness::name) != witnesses_.end();
}

bool WitnessPolicy::has(const std::string& name, const std::set<std::string>& cosigned) const {
  const auto group = groups_.find(name);
  if (group == groups_.end()) return cosigned.contains(name);
  const auto there = std::ranges::count_if(
      group->second.members, [&](const std::string& member) { return has(member, cosigned); });
  return std::cmp_greater_equal(there, group->second.needed);
}

bool WitnessPolicy::is_quorum(const std::set<std::string>& cosigned) const {
  return quorum_ == "none" || has(quorum_, cosigned);
}

}  // namespace gavel::archive
