// What storage gives back may have been changed behind our back. A snapshot or an event with a few
// bytes changed is refused, or it is a snapshot or an event; whatever is then asked of it is
// answered, or stops loudly. It never crashes, hangs or leaks: the sanitizers look on.
#include "engine/base/ensure.hpp"
#include "tests/law/course.hpp"
#include "tests/property/random.hpp"

namespace gavel::property {
namespace {

const procedure::Procedure& major() {
  static const auto procedure = law::major_decision();
  return *procedure;
}

constexpr std::size_t most_changes = 3;

/// Digits, brackets and quotes do more harm than bytes that make it no JSON.
std::string damaged(std::string text, Random& random) {
  const std::size_t changes = 1 + random.below(most_changes);
  for (std::size_t i = 0; i < changes && !text.empty(); ++i) {
    const auto at = static_cast<std::size_t>(random.below(text.size()));
    switch (random.below(5)) {
      case 0:
        text[at] = static_cast<char>(random.below(256));
        break;
      case 1:
        text[at] = "0129-\"{}[],:eatn"[random.below(16)];
        break;
      case 2:
        text.erase(at, 1 + random.below(12));
        break;
      case 3:
        text.insert(at, text.substr(random.below(text.size()), random.below(40)));
        break;
      default:
        std::swap(text[at], text[random.below(text.size())]);
    }
  }
  return text;
}

std::optional<JsonObject> object_in(const std::string& text) {
  auto json = parse_json(text);
  if (!json || !json->is_object()) return std::nullopt;
  return std::move(json->get_object());
}

struct Tally {
  int refused = 0, read = 0, stopped = 0;
};

/// All that a server asks of a snapshot that it has read.
void ask(const matter::Snapshot& snapshot, Instant now) {
  const auto facts = law::facts();
  const auto& calendar = matter::real_calendar();
  for (const auto& who : {law::drafter(), law::head(), law::office()})
    (void)matter::tasks(major(), snapshot, who, facts, now, calendar);
  (void)matter::clocks(major(), snapshot, facts, now, calendar);
  (void)matter::units(major(), snapshot);
  (void)matter::configuration(major(), snapshot);
  for (const auto& timer : chart::timers(snapshot.session)) {
    const matter::Command fired{matter::Fire{timer.id}, matter::clock_actor(), timer.due, facts,
                                "real"};
    (void)decide(major(), &snapshot, fired, calendar);
  }
  const matter::Command withdrawn{matter::Send{"matter.withdraw", {{"reason", "x"}}, {}},
                                  law::drafter(), now, facts, "real"};
  (void)decide(major(), &snapshot, withdrawn, calendar);
}

void read_snapshot(const std::string& text, Instant now, Tally& tally) {
  const auto object = object_in(text);
  const auto snapshot = object ? matter::decode_snapshot(major(), *object)
                               : std::expected<matter::Snapshot, std::string>(std::unexpect, "");
  if (!snapshot) {
    ++tally.refused;
    return;
  }
  ++tally.read;
  try {
    ask(*snapshot, now);
  } catch (const BrokenInvariant&) {
    ++tally.stopped;
  }
}

TEST(Damaged, SnapshotsAreRefusedOrAnswerWhatTheyAreAsked) {
  law::Course course;
  course.decided();
  const std::string text = json_text(encode(major(), course.given.snapshot()));
  Tally tally;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + seeds(400); ++seed) {
    SCOPED_TRACE("GAVEL_FIRST_SEED=" + std::to_string(seed));
    Random random(seed);
    read_snapshot(damaged(text, random), course.given.now(), tally);
  }
  EXPECT_GT(tally.refused, 0);
  EXPECT_GT(tally.read, 0);
}

/// One event of the course is damaged; the replay stops there, or ends in a snapshot.
void replay_damaged(const std::vector<matter::Event>& events, const matter::CalendarById& calendars,
                    Random& random, Tally& tally) {
  auto changed = events;
  const auto at = static_cast<std::size_t>(random.below(events.size()));
  const auto object = object_in(damaged(json_text(encode(events[at])), random));
  const auto event = object ? matter::decode_event(*object)
                            : std::expected<matter::Event, std::string>(std::unexpect, "");
  if (!event) {
    ++tally.refused;
    return;
  }
  changed[at] = *event;
  try {
    (void)replay(major(), std::nullopt, changed, calendars);
    ++tally.read;
  } catch (const BrokenInvariant&) {
    ++tally.stopped;
  }
}

TEST(Damaged, EventsAreRefusedOrStopTheReplayOrAreEvents) {
  law::Course course;
  course.decided();
  const auto events = course.given.events();
  const auto real = course.given.calendars();
  // Only the calendars that there are can be asked for: the store answers for that.
  const matter::CalendarById calendars = [&](const std::string& id) -> const calendar::Calendar& {
    ensure(id == "real", "the calendar is there");
    return real(id);
  };
  Tally tally;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + seeds(500); ++seed) {
    SCOPED_TRACE("GAVEL_FIRST_SEED=" + std::to_string(seed));
    Random random(seed);
    replay_damaged(events, calendars, random, tally);
  }
  EXPECT_GT(tally.refused, 0);
  EXPECT_GT(tally.read, 0);
  EXPECT_GT(tally.stopped, 0);
}

}  // namespace
}  // namespace gavel::property
