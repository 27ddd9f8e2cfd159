// Versions up to 1.18.0 of the major decision never asked for the draws of experts: a matter that
// is moved in the midst of its argument is held to those it invites from then on.
#include <gtest/gtest.h>

#include "tests/law/course.hpp"
#include "tests/migration/planned.hpp"

namespace gavel::migration {
namespace {

using law::Course;

JsonObject drawn(std::initializer_list<const char*> ids) {
  return {{"made", JsonArray{JsonObject{{"id", "m1-1"}, {"number", 1}}}},
          {"bodies", JsonArray{}},
          {"drawn", JsonArray(ids.begin(), ids.end())},
          {"lots", JsonArray{"person"}}};
}

/// Of a matter that was moved: what comes of events on the version of today.
class Moved {
 public:
  explicit Moved(Course& course) : now_(course.given.now()) {
    const Plan plan = planned(course.given, *law::major_decision());
    for (const Obstacle& obstacle : plan.obstacles) ADD_FAILURE() << obstacle.code;
    snapshot_ = plan.accepted.value().next;
  }
  Moved& knows(const char* name, JsonObject said) {
    facts_.at("registers").as_object()[name] = std::move(said);
    return *this;
  }
  /// The rules not met; empty: it happened.
  std::string send(const char* event, const std::string& data = "{}") {
    now_ += std::chrono::minutes{1};
    matter::Send send{event, matter::object(data), {}};
    const matter::Command command{std::move(send), law::drafter(), now_, facts_, "real"};
    const auto accepted =
        matter::decide(*law::major_decision(), &snapshot_, command, matter::real_calendar());
    std::string out;
    if (accepted) return snapshot_ = accepted->next, out;
    for (const matter::UnmetRule& rule : accepted.error().rules) out += rule.id + " ";
    return out.empty() ? matter::reason(accepted.error()) : out;
  }

 private:
  matter::Snapshot snapshot_;
  Instant now_;
  JsonObject facts_ = law::facts();
};

Course& arguing(Course& course) {
  course.coordinated().by(law::drafter()).send("experts.invite", Course::invitation);
  course.add({"EXP-03", "EXP-04"});
  for (const char* expert : {"a", "b", "c", "d", "e"}) course.opinion_of(expert);
  return course;
}

std::shared_ptr<const procedure::Procedure> landed(const char* version) {
  return matter::read_version(
      matter::file_text(std::string("tests/migration/landed/major-decision-") + version + ".scxml"),
      std::string("sha256-of-") + version);
}

// It was never asked why d and e were not drawn, or v and w not invited.
TEST(FromVersion1180, AnArgumentThatBeganWithoutItsDrawsIsConcludedAsItBegan) {
  Course course(landed("1.18.0"));
  Moved moved(arguing(course));
  moved.knows("draws", drawn({"a", "b", "c", "v", "w"}));
  EXPECT_EQ(moved.send("experts.conclude"), "");
}

TEST(FromVersion1180, WhoeverIsInvitedAfterTheMoveIsHeldToTheDraw) {
  Course course(landed("1.18.0"));
  Moved moved(arguing(course));
  moved.knows("draws", drawn({"a", "b", "c", "v", "w"}));
  moved.knows("experts", law::experts_named({"z"}));
  EXPECT_EQ(moved.send("experts.invite", R"({"plan":"增补","experts":["z"]})"), "G11DI ");
  moved.knows("experts", law::experts_named({"v"}));
  EXPECT_EQ(moved.send("experts.invite", R"({"plan":"增补","experts":["v"]})"), "");
  EXPECT_EQ(moved.send("experts.conclude"), "");
}

TEST(FromVersion1180, AnInvitationThatIsStillToComeIsHeldToTheDraw) {
  Course course(landed("1.18.0"));
  course.coordinated();
  Moved moved(course);
  moved.knows("draws", drawn({"a", "b", "c", "d", "v"}));
  const std::string invitation(Course::invitation);
  EXPECT_EQ(moved.send("experts.invite", invitation), "G11DI G11DN ");
  moved.knows("draws", drawn({"a", "b", "c", "d", "e"}));
  EXPECT_EQ(moved.send("experts.invite", invitation), "");
}

}  // namespace
}  // namespace gavel::migration
