// The promise of a matter, on random courses of the shipped major decision: what was decided can be
// replayed to the same bytes, from its beginning or from any snapshot; the same command on the same
// snapshot always has the same answer; what is refused leaves nothing behind.
#include <algorithm>

#include "tests/law/course.hpp"
#include "tests/property/effects.hpp"
#include "tests/property/random.hpp"

namespace gavel::property {
namespace {

using law::Course;
using matter::Accepted;
using matter::Actor;
using matter::Command;
using matter::Event;
using matter::Refusal;
using matter::Snapshot;
using procedure::Field;
using Answer = std::expected<Accepted, Refusal>;

const procedure::Procedure& major() {
  static const auto procedure = law::major_decision();
  return *procedure;
}

std::string bytes(const Snapshot& snapshot) { return json_text(encode(major(), snapshot)); }

Snapshot restored(const Snapshot& snapshot) {
  auto read = matter::decode_snapshot(major(), parse_json(bytes(snapshot)).value().get_object());
  EXPECT_TRUE(read) << read.error();
  return std::move(read.value());
}

std::string bytes(const Answer& answer) {
  if (!answer) return json_text(encode(answer.error()));
  return json_text(encode(answer->event)) + "\n" + bytes(answer->next) + "\n" +
         text_of(answer->effects);
}

// ---- random data, by the form and against it
Json value_of(const Field& field, Random& random);

JsonObject data_of(const std::vector<Field>& form, Random& random) {
  JsonObject out;
  for (const Field& field : form)
    if (field.required || random.chance(50)) out[field.name] = value_of(field, random);
  return out;
}

double number_of(const Field& field, Random& random) {
  const double low = field.min.value_or(0);
  return std::min(low + static_cast<double>(random.below(5)), field.max.value_or(1e9));
}

JsonArray list_of(const Field& field, Random& random) {
  JsonArray items;
  const auto least = static_cast<std::uint64_t>(field.min.value_or(1));
  for (std::uint64_t i = 0; i < least + random.below(3); ++i) {
    items.push_back(field.fields.empty() ? Json(random.one_of({"finance", "land", "网站"}))
                                         : Json(data_of(field.fields, random)));
  }
  return items;
}

Json value_of(const Field& field, Random& random) {
  if (random.chance(2)) return random.chance(50) ? Json(nullptr) : Json(JsonArray{1.5, "x"});
  switch (field.type) {
    case Field::Type::choice:
      return Json(random.one_of(field.values));
    case Field::Type::integer:
      return static_cast<std::int64_t>(number_of(field, random));
    case Field::Type::number:
      return number_of(field, random) + 0.5;
    case Field::Type::boolean:
      return random.chance(70);
    case Field::Type::date:
      return Json("2026-0" + std::to_string(1 + random.below(9)) + "-11");
    case Field::Type::month:
      return Json("2026-0" + std::to_string(1 + random.below(9)));
    case Field::Type::time:
      return Json(random.one_of({"9:00", "14:30"}));
    case Field::Type::code:
      return Json(random.one_of({"X043", "BGS", "办公室"}));
    case Field::Type::instant:
      return Json("2026-0" + std::to_string(1 + random.below(9)) + "-11T09:00:00+08:00");
    case Field::Type::list:
      return list_of(field, random);
    case Field::Type::object:
      return data_of(field.fields, random);
    case Field::Type::citation:
      return Json(random.one_of({"《重大行政决策程序暂行条例》", "国务院令第722号", "无此法"}));
    case Field::Type::text:
      break;
  }
  return Json(
      random.one_of({"zhao", "qian", "sun", "land", "finance", "理由", "a b\n<&\"'", "😀"}));
}

// ---- random commands: mostly what someone could do now
Actor anyone(const std::vector<std::string>& roles, Random& random) {
  if (random.chance(3)) return matter::clock_actor();
  std::vector<std::string> held = roles;
  if (held.empty() || random.chance(10)) held = {"drafter"};
  return matter::actor("p" + random.digit(3), held,
                       random.one_of({"education", "research", "office", "works", "justice"}));
}

matter::Send some_event(const Snapshot& snapshot, const Command& now, Actor& by, Random& random) {
  matter::Send send;
  const auto tasks =
      matter::tasks(major(), snapshot, by, now.facts, now.now, matter::real_calendar());
  if (random.chance(8) || tasks.empty()) {
    send.event = random.one_of({"no.such", "gavel.open", "clock.T02", "error.execution",
                                "system.archive.built", "meeting.decide", ""});
    send.data = {{"text", "x"}, {"deep", JsonObject{{"er", JsonArray{nullptr, 1e300}}}}};
    return send;
  }
  const matter::Task& task = random.one_of(tasks);
  send.event = task.event;
  send.data = data_of(task.type->form, random);
  if (random.chance(5)) send.data["more"] = 1;
  if (random.chance(90)) {
    by.roles = task.who;
    // Units that roles are bound to.
    by.unit = random.one_of(units(major(), snapshot));
  }
  if (task.type->is_signed && random.chance(90)) send.signature = {{"key_id", "k"}};
  return send;
}

matter::AddDocument some_document(Random& random) {
  std::vector<std::string> codes{"NO-SUCH"};
  for (const auto& [code, type] : major().documents) codes.push_back(code);
  return {matter::Given::document(random.one_of(codes), "sha-" + random.digit(9))};
}

Command some_command(const Snapshot& snapshot, Instant now, Random& random) {
  Command command;
  command.now = now + std::chrono::hours(random.below(40));
  command.calendar_id = "real";
  command.facts = law::facts(static_cast<int>(random.below(2)));
  std::vector<std::string> roles;
  for (const auto& [id, role] : major().roles) roles.push_back(id);
  command.actor = anyone(roles, random);
  const auto due = chart::timers(snapshot.session);
  if (!due.empty() && random.chance(15)) {
    command.actor = matter::clock_actor();
    command.now = std::max(command.now, due.front().due);
    command.what = matter::Fire{random.chance(95) ? due.front().id : "T99"};
  } else if (random.chance(30)) {
    command.what = some_document(random);
  } else {
    command.what = some_event(snapshot, command, command.actor, random);
  }
  return command;
}

/// A matter as it stands after `stage` steps of the lawful course.
Course begun(std::uint64_t stage) {
  Course course;
  switch (stage) {
    case 0:
      return std::move(course.proposed());
    case 1:
      return std::move(course.started());
    case 2:
      return std::move(course.coordinated());
    case 3:
      return std::move(course.noticed());
    case 4:
      return std::move(course.proceeded());
    case 5:
      return std::move(course.accepted_for_review());
    case 6:
      return std::move(course.met());
    case 7:
      return std::move(course.decided());
    default:
      return std::move(course.published());
  }
}

Answer answer(const Snapshot& snapshot, const Command& command) {
  return decide(major(), &snapshot, command, matter::real_calendar());
}

struct Tally {
  int accepted = 0, refused = 0;
};

/// One command: asked twice, the second time of the snapshot as storage gives it back.
void ask(Snapshot& snapshot, std::vector<Event>& events, const Command& command, Tally& tally) {
  const std::string before = bytes(snapshot);
  Answer live = answer(snapshot, command);
  ASSERT_EQ(bytes(answer(restored(snapshot), command)), bytes(live));
  ASSERT_EQ(bytes(snapshot), before);
  if (!live) {
    ++tally.refused;
    return;
  }
  ++tally.accepted;
  // As storage keeps and gives it.
  const auto stored = parse_json(json_text(encode(live->event))).value();
  const auto event = matter::decode_event(stored.get_object());
  ASSERT_TRUE(event) << event.error();
  events.push_back(*event);
  snapshot = std::move(live->next);
}

void run(std::uint64_t seed, Tally& tally) {
  SCOPED_TRACE("GAVEL_FIRST_SEED=" + std::to_string(seed));
  Random random(seed);
  Course course = begun(random.below(9));
  Snapshot snapshot = course.given.snapshot();
  std::vector<Event> events = course.given.events();
  Instant now = course.given.now();
  const std::size_t keep_after = events.size() + random.below(15);
  std::optional<Snapshot> kept;
  for (int i = 0; i < 40 && !testing::Test::HasFatalFailure(); ++i) {
    if (events.size() == keep_after) kept = restored(snapshot);
    const Command command = some_command(snapshot, now, random);
    now = command.now;
    ask(snapshot, events, command, tally);
  }
  const auto calendars = course.given.calendars();
  EXPECT_EQ(bytes(replay(major(), std::nullopt, events, calendars)), bytes(snapshot));
  if (!kept) return;
  const auto rest = std::span(events).subspan(static_cast<std::size_t>(kept->version));
  EXPECT_EQ(bytes(replay(major(), std::move(kept), rest, calendars)), bytes(snapshot));
}

constexpr int shards = 4;
constexpr std::uint64_t usual_seeds = 8;

class MatterCourse : public testing::TestWithParam<int> {};

TEST_P(MatterCourse, ReplayEqualsLiveAndRefusalsLeaveNothing) {
  Tally tally;
  const std::uint64_t first = first_seed();
  for (std::uint64_t seed = first; seed < first + seeds(usual_seeds * shards); ++seed) {
    if (seed % shards == static_cast<std::uint64_t>(GetParam())) run(seed, tally);
    if (HasFailure()) break;
  }
  RecordProperty("accepted", tally.accepted);
  RecordProperty("refused", tally.refused);
  if (seeds(usual_seeds) >= usual_seeds) {
    EXPECT_GT(tally.accepted, tally.refused / 8);
  }
}

INSTANTIATE_TEST_SUITE_P(MajorDecision, MatterCourse, testing::Range(0, shards));

}  // namespace
}  // namespace gavel::property
