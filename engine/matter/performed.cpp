#include "engine/matter/performed.hpp"

#include <algorithm>

#include "engine/procedure/law.hpp"

namespace gavel::matter {
namespace {

using procedure::CarriedArticle;
using procedure::Carrier;
using procedure::EventType;
using procedure::MandatoryStep;
using procedure::Procedure;

bool is_empty(const Json& value) {
  return value.is_null() || (value.is_string() && value.get_string().empty()) ||
         (value.is_array() && value.get_array().empty());
}

/// The data of what was sent, or opened with.
const JsonObject* data_of(const Event& event) {
  const Json* data = event.data.if_contains("data");
  return data != nullptr && data->is_object() ? &data->get_object() : nullptr;
}

Deed deed(const EventType& type, const Event& event) {
  Deed out{event.seq, type.name, type.title, event.actor, event.at, {}};
  const JsonObject* data = data_of(event);
  if (data == nullptr) return out;
  for (const procedure::Field& field : type.form) {
    const Json* value = data->if_contains(field.name);
    if (value != nullptr && !is_empty(*value))
      out.said.push_back({field.title, field.type, *value, field.title_of(*value)});
  }
  return out;
}

bool contains_any(const std::vector<std::string>& entered, const std::vector<std::string>& states) {
  return std::ranges::any_of(states, [&](const std::string& state) {
    return std::ranges::find(entered, state) != entered.end();
  });
}

bool is_done(const MandatoryStep& step, std::span<const Event> events) {
  bool done = false;
  for (const Event& event : events) {
    for (const std::string& state : event.entered) {
      if (step.since && state == *step.since) done = false;
      if (contains_any({state}, step.through)) done = true;
    }
  }
  return done;
}

class Record {
 public:
  Record(const Procedure& procedure, const Snapshot& snapshot, std::span<const Event> events,
         const std::vector<ClockView>& clocks)
      : procedure_(procedure), snapshot_(snapshot), events_(events), clocks_(clocks) {}

  PerformedArticle of(const CarriedArticle& carried) const {
    PerformedArticle out{carried.article, {}, {}, {}, {}};
    for (const Carrier& carrier : carried.carriers) add(carrier, out);
    std::ranges::sort(out.deeds, {}, &Deed::seq);
    const auto twice = std::ranges::unique(out.deeds, {}, &Deed::seq);
    out.deeds.erase(twice.begin(), twice.end());
    return out;
  }

 private:
  void add(const Carrier& carrier, PerformedArticle& out) const {
    switch (carrier.kind) {
      case Carrier::Kind::event:
        return add_events(carrier.id, out);
      case Carrier::Kind::document:
        for (const Document& document : *snapshot_.documents)
          if (document.code == carrier.id) out.documents.push_back(document);
        return;
      case Carrier::Kind::clock:
        for (const ClockView& clock : clocks_)
          if (clock.id == carrier.id) out.clocks.push_back(clock);
        return;
      case Carrier::Kind::mandatory:
        for (const MandatoryStep& step : procedure_.mandatory)
          if (step.id == carrier.id)
            out.steps.push_back({step.id, step.title, is_done(step, events_)});
        return;
      case Carrier::Kind::rule:
        // An event that cites nothing itself is under the articles of its rules.
        for (const std::string& name : carrier.asked_of) {
          const auto type = procedure_.events.find(name);
          if (type != procedure_.events.end() && type->second.citations.empty())
            add_events(name, out);
        }
        return;
      case Carrier::Kind::role:
      case Carrier::Kind::parameter:
        return;  // say what must be, not what was done
    }
  }

  void add_events(const std::string& name, PerformedArticle& out) const {
    const EventType& type = procedure_.events.find(name)->second;
    for (const Event& event : events_) {
      const bool is_opening = event.kind == "opened" && name == "gavel.open";
      if (is_opening || (event.kind == "sent" && event.name == name))
        out.deeds.push_back(deed(type, event));
    }
  }

  const Procedure& procedure_;
  const Snapshot& snapshot_;
  std::span<const Event> events_;
  const std::vector<ClockView>& clocks_;
};

}  // namespace

std::vector<PerformedSource> performed(const Procedure& procedure, const Snapshot& snapshot,
                                       std::span<const Event> events,
                                       const std::vector<ClockView>& clocks) {
  const Record record(procedure, snapshot, events, clocks);
  std::vector<PerformedSource> out;
  for (const procedure::CarriedSource& source : law_of(procedure)) {
    PerformedSource performed{source.id, source.title, {}};
    for (const CarriedArticle& carried : source.articles)
      if (carried.article.binds) performed.articles.push_back(record.of(carried));
    if (!performed.articles.empty()) out.push_back(std::move(performed));
  }
  return out;
}

}  // namespace gavel::matter
