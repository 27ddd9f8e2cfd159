#include "engine/draw/label.hpp"

#include <algorithm>
#include <array>
#include <cctype>

namespace gavel::draw {
namespace {

constexpr std::size_t longest_condition = 130;  ///< Bytes of a condition shown beside a line.

struct Words {
  std::string_view zh, en;
};
constexpr std::array<Words, 29> words{{
    {"自动", "Automatically"},
    {"否则", "otherwise"},
    {"若 ", "if "},
    {" 且 ", " and "},
    {" 或 ", " or "},
    {"{}：全部完成", "{}: all complete"},
    {"{}：期限届满", "{}: period over"},
    {"定时 {}", "Timer {}"},
    {"必经步骤", "Mandatory"},
    {"须先经 ", "Only after "},
    {"当前", "now"},
    {"版本 ", "version "},
    {"图例", "Legend"},
    {"状态", "state"},
    {"终态", "end"},
    {"必经步骤（附依据）", "mandatory step, with its article"},
    {"当前状态", "where the matter is now"},
    {"开始", "start"},
    {"下一步", "next step"},
    {"向前、结束", "ways forward or out"},
    {"退回", "ways back"},
    {"在本状态内办理", "done within the state"},
    {"须满足的规则（见下）", "rules that must be met (below)"},
    {"并行办理", "side by side: run in parallel"},
    {"规则及依据", "Rules and their articles"},
    {"：", ": "},
    {"、", ", "},
    {"归档信息包生成完毕", "Archive package built"},
    {"不在此办理，规则说明原因", "not done here: the rule says why"},
}};

std::string filled(std::string pattern, std::string_view with) {
  return pattern.replace(pattern.find("{}"), 2, with);
}

void replace_all(std::string& text, std::string_view from, std::string_view to) {
  for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size()))
    text.replace(at, from.size(), to);
}

/// At most `limit` bytes of UTF-8, cut before a character, with an ellipsis where it was cut.
std::string shortened(std::string text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<unsigned char>(text[limit]) & 0xC0u) == 0x80u) --limit;
  return text.substr(0, limit) + "…";
}

std::string joined(const std::vector<std::string>& parts, std::string_view separator) {
  std::string out;
  for (const std::string& part : parts) out += (out.empty() ? "" : std::string(separator)) + part;
  return out;
}

}  // namespace

const std::string& in(Language language, const Text& text) {
  if (language == Language::zh) return text.zh.empty() ? text.en : text.zh;
  return text.en.empty() ? text.zh : text.en;
}

std::string word(Language language, Word which) {
  const Words& both = words.at(static_cast<std::size_t>(which));
  return std::string(language == Language::zh ? both.zh : both.en);
}

Labels::Labels(const procedure::Procedure& procedure, const Options& options)
    : procedure_(procedure), language_(options.language), active_(procedure.chart->states.size()) {
  for (const std::string& id : options.active) {
    const chart::State* state = procedure.chart->find(id);
    if (state == nullptr) continue;
    // Who is in a state is in all that hold it, whether or not the caller says so.
    for (auto index = state->index; index != 0; index = procedure.chart->states[index].parent)
      active_[index] = true;
  }
}

std::string Labels::title(chart::StateIndex state) const {
  const auto found = procedure_.state_titles.find(state);
  if (state == 0) return in(language_, procedure_.title);
  if (found == procedure_.state_titles.end()) return procedure_.chart->states[state].id;
  const std::string& text = in(language_, found->second);
  return text.empty() ? procedure_.chart->states[state].id : text;
}

std::string Labels::other_title(chart::StateIndex state) const {
  const auto found = procedure_.state_titles.find(state);
  if (state != 0 && found == procedure_.state_titles.end()) return {};
  const Text& text = state == 0 ? procedure_.title : found->second;
  const std::string& other = language_ == Language::zh ? text.en : text.zh;
  return other == title(state) ? std::string{} : other;
}

std::string Labels::stage(chart::StateIndex state) const {
  const auto found = procedure_.state_stages.find(state);
  if (found == procedure_.state_stages.end()) return {};
  const auto stage = std::ranges::find(procedure_.stages, found->second, &procedure::Stage::id);
  return stage == procedure_.stages.end() ? found->second : in(language_, stage->title);
}

std::string Labels::event(const std::string& descriptor) const {
  const auto known = procedure_.events.find(descriptor);
  if (known != procedure_.events.end()) {
    const std::string& text = in(language_, known->second.title);
    return text.empty() ? descriptor : text;
  }
  constexpr std::string_view done = "done.state.", clock = "clock.";
  if (descriptor.starts_with(done)) {
    const chart::State* state = procedure_.chart->find(descriptor.substr(done.size()));
    if (state != nullptr) return filled(word(language_, Word::complete), title(state->index));
  }
  if (descriptor.starts_with(clock)) {
    const std::string id = descriptor.substr(clock.size());
    const auto found = procedure_.clocks.find(id);
    if (found == procedure_.clocks.end()) return filled(word(language_, Word::timer), id);
    return filled(word(language_, Word::period_over),
                  in(language_, found->second.title) +
                      (language_ == Language::zh ? "（" + id + "）" : " (" + id + ")"));
  }
  if (descriptor == "system.archive.built") return word(language_, Word::archive_built);
  return descriptor;
}

std::string Labels::condition(const chart::Transition& transition) const {
  if (!transition.cond) {
    // After conditions on the same event, the one without is what is left.
    for (const auto index : procedure_.chart->states[transition.source].transitions) {
      const chart::Transition& earlier = procedure_.chart->transitions[index];
      if (index == transition.index) break;
      const bool stays = earlier.targets.empty() && !transition.targets.empty();
      if (earlier.cond && earlier.events == transition.events && !stays)
        return word(language_, Word::otherwise);
    }
    return {};
  }
  std::string text = transition.cond->text();
  name_fields(text, transition);
  replace_all(text, "_event.data.", "");
  replace_all(text, " == ", " = ");
  replace_all(text, " != ", " ≠ ");
  replace_all(text, " && ", word(language_, Word::both));
  replace_all(text, " || ", word(language_, Word::either));
  return word(language_, Word::on_condition) + shortened(std::move(text), longest_condition);
}

/// `_event.data.outcome` by the title that the field has in the form.
void Labels::name_fields(std::string& text, const chart::Transition& transition) const {
  for (const std::string& name : transition.events) {
    const auto found = procedure_.events.find(name);
    if (found == procedure_.events.end()) continue;
    for (const procedure::Field& field : found->second.form) {
      const std::string of = "_event.data." + field.name;
      for (auto at = text.find(of); at != std::string::npos; at = text.find(of, at + 1)) {
        const char next = at + of.size() < text.size() ? text[at + of.size()] : ' ';
        const bool is_whole = std::isalnum(static_cast<unsigned char>(next)) == 0 && next != '_';
        if (is_whole) text.replace(at, of.size(), in(language_, field.title));
      }
    }
  }
}

std::vector<std::string> Labels::rules(const chart::Transition& transition) const {
  std::vector<std::string> out;
  const auto add = [&](const std::vector<std::string>& ids) {
    for (const std::string& id : ids)
      if (std::ranges::find(out, id) == out.end()) out.push_back(id);
  };
  for (const std::string& name : transition.events)
    if (const auto found = procedure_.events.find(name); found != procedure_.events.end())
      add(found->second.rules);
  const auto own = procedure_.transition_rules.find(transition.index);
  if (own != procedure_.transition_rules.end()) add(own->second);
  return out;
}

Label Labels::within(const chart::Transition& transition) const {
  std::vector<std::string> names;
  for (const std::string& descriptor : transition.events) names.push_back(event(descriptor));
  Label label;
  const auto ids = rules(transition);
  const bool stays =
      transition.targets.empty() || transition.targets == std::vector{transition.source};
  const bool idle = transition.targets.empty() && transition.content.empty() && !ids.empty();
  if (stays) label.push_back({idle ? "× " : "↻ ", Style::plain});
  label.push_back(
      {names.empty() ? word(language_, Word::automatic) : joined(names, " / "), Style::plain});
  if (!ids.empty()) label.push_back({" [" + joined(ids, " ") + "]", Style::rules});
  return label;
}

Label Labels::transition(const chart::Transition& transition) const {
  Label label = within(transition);
  std::string when = condition(transition);
  if (!when.empty())
    label.insert(label.end() - (label.back().style == Style::rules ? 1 : 0),
                 {(language_ == Language::zh ? "，" : ", ") + std::move(when), Style::condition});
  return label;
}

std::string Labels::citations(const std::vector<procedure::Citation>& citations) const {
  std::vector<std::string> parts;
  for (const procedure::Citation& citation : citations) {
    std::string label = in(language_, citation.label);
    if (const auto last = label.rfind(' '); last != std::string::npos)
      label.replace(last, 1, "\u00a0");  // "art. 25" on one line
    parts.push_back(std::move(label));
  }
  return joined(parts, language_ == Language::zh ? "、" : "; ");
}

std::string Labels::explanation(const chart::Transition& transition) const {
  std::string out =
      transition.events.empty() ? word(language_, Word::automatic) : joined(transition.events, " ");
  std::vector<std::string> who;
  for (const std::string& name : transition.events) {
    const auto found = procedure_.events.find(name);
    if (found == procedure_.events.end()) continue;
    for (const std::string& id : found->second.who) {
      const auto role = procedure_.roles.find(id);
      who.push_back(role == procedure_.roles.end() ? id : in(language_, role->second.title));
    }
  }
  if (!who.empty()) out += "\n" + joined(who, word(language_, Word::separator));
  if (transition.cond) out += "\n" + word(language_, Word::on_condition) + transition.cond->text();
  for (const std::string& id : rules(transition)) {
    const auto rule = procedure_.rules.find(id);
    if (rule == procedure_.rules.end()) continue;
    out += "\n" + id + " " + in(language_, rule->second.says) + " (" +
           citations(rule->second.citations) + ")";
  }
  return out;
}

std::vector<std::string> Labels::mandatory(chart::StateIndex state) const {
  std::vector<std::string> out;
  for (const procedure::MandatoryStep& step : procedure_.mandatory) {
    if (std::ranges::find(step.through, procedure_.chart->states[state].id) == step.through.end())
      continue;
    std::string text = word(language_, Word::mandatory) + " " + step.id +
                       word(language_, Word::colon) + in(language_, step.title);
    if (!step.citations.empty())
      text += (language_ == Language::zh ? "，" : ", ") + citations(step.citations);
    out.push_back(std::move(text));
  }
  return out;
}

std::string Labels::only_after(chart::StateIndex state) const {
  std::vector<std::string> ids;
  for (const procedure::MandatoryStep& step : procedure_.mandatory)
    if (step.before == procedure_.chart->states[state].id) ids.push_back(step.id);
  return ids.empty()
             ? std::string{}
             : word(language_, Word::only_after) + joined(ids, word(language_, Word::separator));
}

}  // namespace gavel::draw
