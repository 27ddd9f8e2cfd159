// Each comment is answered, set aside or withdrawn once, however often the request arrives.
#include <thread>

#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;
using test::drafter;

// Each comment is settled once, and the equation holds after every step.
TEST(Reply, EquationHoldsThroughAllThatCanHappenToComments) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  std::vector<Receipt> receipts;
  for (int i = 0; i < 4; ++i) receipts.push_back(domain.comment(notice));
  auto& office = domain.participation;
  EXPECT_TRUE(office.reply(receipts[0].receipt, Adoption::adopted, "", drafter));
  EXPECT_TRUE(office.withdraw(receipts[1].receipt, receipts[1].secret));
  EXPECT_TRUE(office.set_aside(receipts[2].receipt, "与本事项无关的广告", drafter));
  EXPECT_EQ(domain.counts("m-1"),
            (CommentCounts{
                .received = 4, .replied = 1, .withdrawn = 1, .set_aside = 1, .unanswered = 1}));

  EXPECT_EQ(office.reply(receipts[1].receipt, Adoption::adopted, "", drafter).error(),
            CommentFault::already_settled);
  EXPECT_EQ(office.reply(receipts[2].receipt, Adoption::adopted, "", drafter).error(),
            CommentFault::already_settled);
  EXPECT_EQ(office.withdraw(receipts[0].receipt, receipts[0].secret).error(),
            CommentFault::already_settled);
  EXPECT_EQ(office.set_aside(receipts[0].receipt, "理由", drafter).error(),
            CommentFault::already_settled);
  EXPECT_EQ(office.withdraw(receipts[3].receipt, "WRONG").error(), CommentFault::no_such_comment);
  EXPECT_EQ(domain.counts("m-1"),
            (CommentCounts{
                .received = 4, .replied = 1, .withdrawn = 1, .set_aside = 1, .unanswered = 1}));

  const auto open = office.list("m-1", true, "", 10);
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].receipt, receipts[3].receipt);
}

TEST(Reply, OtherThanAdoptedGivesItsReason) {
  Domain domain;
  const Receipt receipt = domain.comment(domain.open_notice("m-1"));
  auto& office = domain.participation;
  EXPECT_EQ(office.reply(receipt.receipt, Adoption::not_adopted, " \n", drafter).error(),
            CommentFault::reason_required);
  EXPECT_EQ(office.set_aside(receipt.receipt, "", drafter).error(), CommentFault::reason_required);
  EXPECT_EQ(office.reply("2026-9-9-9", Adoption::adopted, "", drafter).error(),
            CommentFault::no_such_comment);
  EXPECT_EQ(domain.counts("m-1").unanswered, 1);
}

TEST(Reply, SupersedesTheOneBeforeAndDeletesNothing) {
  Domain domain;
  const Receipt receipt = domain.comment(domain.open_notice("m-1"));
  auto& office = domain.participation;
  ASSERT_TRUE(office.reply(receipt.receipt, Adoption::not_adopted, "财力不足", drafter));
  const auto second = office.reply(receipt.receipt, Adoption::partly, "列入明年计划", drafter);
  ASSERT_TRUE(second);
  EXPECT_EQ(second->reply->version, 2);
  EXPECT_EQ(domain.participation.follow(receipt.receipt, receipt.secret)->reply->reason,
            "列入明年计划");
  EXPECT_EQ(domain.counts("m-1").replied, 1);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from reply"), "2");
  EXPECT_ANY_THROW(test::psql(domain.url, "delete from reply"));
  EXPECT_ANY_THROW(test::psql(domain.url, "update comment set text = 'x'"));
}

// The public was told what it came to; the sender does not withdraw it any more either. What came
// in late is answered, and told with the next.
TEST(Reply, IsNotTurnedRoundOnceTheAdoptionWasPublished) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  const Receipt answered = domain.comment(notice), late = domain.comment(notice);
  auto& office = domain.participation;
  ASSERT_TRUE(office.reply(answered.receipt, Adoption::adopted, "", drafter));
  const auto publish = [&] {
    domain.write(domain.append(
        "m-1",
        {chart::Sent{
            .id = "", .type = "urn:gavel:notice", .target = "", .event = "feedback", .data = {}}}));
  };
  publish();
  EXPECT_EQ(office.reply(answered.receipt, Adoption::not_adopted, "改口", drafter).error(),
            CommentFault::answer_published);
  EXPECT_EQ(office.follow(answered.receipt, answered.secret)->reply->version, 1);
  domain.clock.at += std::chrono::hours(1);
  ASSERT_TRUE(office.reply(late.receipt, Adoption::explained, "已有安排", drafter));
  ASSERT_TRUE(office.reply(late.receipt, Adoption::partly, "列入计划", drafter));
  domain.clock.at += std::chrono::hours(1);
  publish();
  EXPECT_EQ(office.reply(late.receipt, Adoption::adopted, "", drafter).error(),
            CommentFault::answer_published);
}

desk::IdempotencyRow row(const std::string& key) {
  return {.key = key,
          .account = "chen",
          .request_sha256 = "00",
          .status = 201,
          .location = "",
          .body = "{}"};
}

TEST(Comment, SentAgainUnderItsKeyIsTakenOnce) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  const auto sent = [&](const std::string& key) {
    return domain.participation.comment(notice,
                                        {.text = "同意", .name = {}, .contact = {}, .clause = {}},
                                        [&](const Receipt&) { return row(key); });
  };
  ASSERT_TRUE(sent("k"));
  const auto twin = sent("k");
  ASSERT_FALSE(twin);
  EXPECT_EQ(twin.error(), CommentFault::repeated);
  EXPECT_EQ(domain.counts("m-1").received, 1);
  EXPECT_EQ(sent("other")->receipt, receipt_number(notice, 2)) << "no number was used up";
}

TEST(Reply, SentAgainUnderItsKeyIsWrittenOnce) {
  Domain domain;
  const Receipt receipt = domain.comment(domain.open_notice("m-1"));
  auto& office = domain.participation;
  const auto answer = [](const Comment&) { return row("k"); };
  ASSERT_TRUE(office.reply(receipt.receipt, Adoption::adopted, "", drafter, answer));
  EXPECT_EQ(office.reply(receipt.receipt, Adoption::partly, "x", drafter, answer).error(),
            CommentFault::repeated);
  EXPECT_EQ(office.find(receipt.receipt)->reply->version, 1);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from reply"), "1");
}

TEST(Settlement, WhoseKeyWasUsedForSomethingElseLeavesNothing) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  const Receipt one = domain.comment(notice), other = domain.comment(notice);
  auto& office = domain.participation;
  const auto answer = [](const Comment&) { return row("k"); };
  ASSERT_TRUE(office.set_aside(one.receipt, "重复", drafter, answer));
  EXPECT_EQ(office.set_aside(other.receipt, "重复", drafter, answer).error(),
            CommentFault::repeated);
  EXPECT_EQ(office.withdraw(other.receipt, other.secret, answer).error(), CommentFault::repeated);
  EXPECT_EQ(domain.counts("m-1").unanswered, 1);
  EXPECT_TRUE(office.withdraw(other.receipt, other.secret)) << "nothing of it stayed";
}

TEST(Reply, OfTwoAtOnceSettlesTheCommentOnce) {
  Domain domain;
  const Receipt receipt = domain.comment(domain.open_notice("m-1"));
  {
    std::vector<std::jthread> people;
    people.emplace_back(
        [&] { (void)domain.participation.withdraw(receipt.receipt, receipt.secret); });
    people.emplace_back(
        [&] { (void)domain.participation.reply(receipt.receipt, Adoption::adopted, "", drafter); });
  }
  const auto counts = domain.counts("m-1");
  EXPECT_EQ(counts.replied + counts.withdrawn, 1);
  EXPECT_EQ(counts.unanswered, 0);
}

}  // namespace
}  // namespace gavel::db
