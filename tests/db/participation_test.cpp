#include <thread>

#include "db/comment_intake.hpp"
#include "db/facts.hpp"
#include "tests/db/domain.hpp"

namespace gavel::db {
namespace {

using test::Domain;
using test::drafter;

TEST(Receipt, CatchesOneWrongDigitAndTwoThatChangedPlaces) {
  const std::string receipt = receipt_number("2026-12", 74);
  ASSERT_TRUE(is_receipt(receipt)) << receipt;
  for (std::size_t i = 0; i < receipt.size(); ++i) {
    for (char digit = '0'; receipt[i] != '-' && digit <= '9'; ++digit) {
      std::string wrong = receipt;
      wrong[i] = digit;
      EXPECT_EQ(is_receipt(wrong), wrong == receipt) << wrong;
    }
  }
  EXPECT_FALSE(is_receipt("2026-12-47" + receipt.substr(10)));
  EXPECT_FALSE(is_receipt("2026-12-74"));
  EXPECT_FALSE(is_receipt(""));
}

TEST(Notice, IsNumberedWithinItsYearAndKeepsWhatWasAnnounced) {
  Domain domain;
  EXPECT_EQ(domain.open_notice(
                "m-1", {{"title", "征求意见"}, {"closes_on", "2026-03-19"}, {"how", "网站"}}),
            "2026-1");
  EXPECT_EQ(domain.open_notice("m-2"), "2026-2");
  domain.clock.at += std::chrono::hours(24 * 365);
  EXPECT_EQ(domain.open_notice("m-3"), "2027-1");
  const auto notice = domain.participation.notice("2026-1").value();
  EXPECT_EQ(notice.title, "征求意见");
  EXPECT_EQ(notice.opened_on, "2026-01-30");
  EXPECT_EQ(notice.closes_on, "2026-03-19");
  EXPECT_EQ(string_or(notice.params, "how"), "网站");
  EXPECT_FALSE(notice.closed_at);
}

TEST(Notice, ListsNewestFirstPageByPage) {
  Domain domain;
  for (const char* matter : {"m-1", "m-2", "m-3"}) (void)domain.open_notice(matter);
  domain.close_notices("m-2");
  const auto first = domain.participation.notices(false, "", 2);
  ASSERT_EQ(first.size(), 2U);
  EXPECT_EQ(first[0].id, "2026-3");
  const auto second = domain.participation.notices(false, first[1].id, 2);
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].id, "2026-1");
  EXPECT_EQ(domain.participation.notices(true, "", 10).size(), 2U);
}

TEST(Notice, CannotBeChangedOnceItIsPublished) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  EXPECT_ANY_THROW(test::psql(domain.url, "update notice set title = 'x'"));
  EXPECT_ANY_THROW(test::psql(domain.url, "update notice set closes_on = '2026-02-01'"));
  EXPECT_ANY_THROW(test::psql(domain.url, "delete from notice"));
  domain.close_notices("m-1");
  EXPECT_ANY_THROW(test::psql(domain.url, "update notice set closed_at = null"));
}

TEST(Comment, IsTakenWhileTheNoticeIsOpenAndRefusedAfter) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  const Receipt receipt = domain.comment(notice);
  EXPECT_EQ(receipt.receipt, receipt_number(notice, 1));
  EXPECT_EQ(receipt.secret.size(), 26U);
  domain.close_notices("m-1");
  const auto late = domain.participation.comment(
      notice, {.text = "晚了", .name = {}, .contact = {}, .clause = {}});
  ASSERT_FALSE(late);
  EXPECT_EQ(late.error(), CommentFault::notice_closed);
  const auto nowhere = domain.participation.comment(
      "2026-99", {.text = "?", .name = {}, .contact = {}, .clause = {}});
  EXPECT_EQ(nowhere.error(), CommentFault::no_such_notice);
  EXPECT_EQ(domain.counts("m-1").received, 1);
}

TEST(Comment, OfManyAtOnceGetsConsecutiveNumbersWithoutGaps) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  {
    std::vector<std::jthread> people;
    for (int i = 0; i < 8; ++i) {
      people.emplace_back([&] {
        for (int n = 0; n < 25; ++n) (void)domain.comment(notice);
      });
    }
  }
  EXPECT_EQ(
      test::psql(domain.url, "select count(*) || ' ' || min(seq) || ' ' || max(seq) from comment"),
      "200 1 200");
  EXPECT_EQ(domain.counts("m-1").unanswered, 200);
  EXPECT_EQ(test::psql(domain.url, "select count(*) from ledger_pending where kind = 'comment'"),
            "200");
}

TEST(Comment, IsFollowedWithItsSecretAlone) {
  Domain domain;
  const Receipt receipt = domain.comment(domain.open_notice("m-1"), "建议增加校车。");
  const auto seen = domain.participation.follow(receipt.receipt, receipt.secret);
  ASSERT_TRUE(seen);
  EXPECT_EQ(seen->text, "建议增加校车。");
  EXPECT_EQ(seen->status, CommentStatus::received);
  const auto wrong = domain.participation.follow(receipt.receipt, new_secret());
  EXPECT_EQ(wrong.error(), CommentFault::no_such_comment);
  std::string as_written = receipt.secret;
  std::ranges::transform(as_written, as_written.begin(),
                         [](char c) { return static_cast<char>(std::tolower(c)); });
  EXPECT_TRUE(domain.participation.follow(receipt.receipt, as_written));
}

TEST(Comment, ShowsNoPersonalDataInAnyTable) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  const auto receipt = domain.participation.comment(
      notice, {.text = "同意。", .name = "张三丰", .contact = "13912345678", .clause = {}});
  ASSERT_TRUE(receipt);
  const std::string found =
      test::psql(domain.url,
                 "select count(*) from comment c, comment_person p where c::text like '%张三丰%' "
                 "or position('张三丰'::bytea in p.sealed) > 0 "
                 "or position('13912345678'::bytea in p.sealed) > 0 or c::text like '%1391234%'");
  EXPECT_EQ(found, "0");
  EXPECT_EQ(test::psql(
                domain.url,
                "select count(*) from ledger_pending where position('张三丰'::bytea in entry) > 0"),
            "0");
  const auto person = domain.participation.person(receipt->receipt);
  ASSERT_TRUE(person);
  EXPECT_EQ(person->name, "张三丰");
  EXPECT_EQ(person->contact, "13912345678");
}

TEST(Comment, StaysInTheLedgerWhenItsSenderIsErased) {
  Domain domain;
  const auto receipt = domain.participation.comment(
      domain.open_notice("m-1"),
      {.text = "同意。", .name = "张三丰", .contact = {}, .clause = "第三条"});
  domain.ledger.sequence();
  EXPECT_TRUE(domain.participation.erase_person(receipt->receipt));
  EXPECT_FALSE(domain.participation.erase_person(receipt->receipt));
  EXPECT_FALSE(domain.participation.person(receipt->receipt));
  domain.ledger.sequence();
  EXPECT_TRUE(domain.ledger.examine().empty());
}

TEST(Comment, LosesItsSenderWhenItIsWithdrawn) {
  Domain domain;
  const auto receipt = domain.participation.comment(
      domain.open_notice("m-1"), {.text = "同意。", .name = "张三丰", .contact = {}, .clause = {}});
  ASSERT_TRUE(domain.participation.withdraw(receipt->receipt, receipt->secret));
  EXPECT_FALSE(domain.participation.person(receipt->receipt));
  domain.ledger.sequence();
  EXPECT_TRUE(domain.ledger.examine().empty());
}

chart::Sent entered(const char* channel, const char* received_on, const char* organisation = "") {
  return {.id = "",
          .type = "urn:gavel:notice",
          .target = "",
          .event = "comment",
          .data = JsonObject{{"channel", channel},
                             {"received_on", received_on},
                             {"text", "离学校太近。"},
                             {"clause", ""},
                             {"organisation", organisation},
                             {"consent_publish", false}}};
}

TEST(Comment, ThatCameByLetterIsEnteredUnderAClosedNoticeToo) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  (void)domain.comment(notice);
  domain.write(domain.append("m-1", {entered("phone", "2026-02-20")}));
  domain.close_notices("m-1");
  domain.write(domain.append("m-1", {entered("mail", "2026-03-19")}));
  const auto all = domain.participation.list("m-1", true, "", 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].received_on, "") << "over the site";
  EXPECT_EQ(all[1].channel + " " + all[1].received_on, "phone 2026-02-20");
  EXPECT_EQ(all[2].receipt, receipt_number(notice, 3));
  EXPECT_EQ(domain.counts("m-1").unanswered, 3);
  domain.ledger.sequence();
  EXPECT_TRUE(domain.ledger.examine().empty());
  for (const char* change : {"update notice set last_seq = last_seq - 1",
                             "update notice set closed_seq = 1", "delete from entered_comment"}) {
    EXPECT_ANY_THROW(test::psql(domain.url, change)) << change;
  }
  test::psql(domain.url,
             "alter table entered_comment disable trigger all; update entered_comment set "
             "received_on = '2026-03-01' where seq = 3");
  const auto findings = domain.ledger.examine();
  EXPECT_TRUE(std::ranges::any_of(findings, [&](const auto& one) {
    return one.detail == "comment " + receipt_number(notice, 3);
  })) << "the comment's own leaf commits to the day it came in";
}

// Its name is no personal data, so it stands open, and the comment's own leaf commits to it.
TEST(Comment, ThatIsEnteredNamesTheOrganisationItSpeaksFor) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1");
  domain.write(domain.append("m-1", {entered("mail", "2026-02-20", "市老龄协会")}));
  domain.write(domain.append("m-1", {entered("phone", "2026-02-20")}));
  const auto all = domain.participation.list("m-1", true, "", 10);
  ASSERT_EQ(all.size(), 2U);
  EXPECT_EQ(all[0].organisation, "市老龄协会");
  EXPECT_EQ(all[1].organisation, "") << "its sender's own";
  domain.ledger.sequence();
  EXPECT_TRUE(domain.ledger.examine().empty());
  const std::string change = "update comment_organisation set name = '市商会'";
  EXPECT_ANY_THROW(test::psql(domain.url, change));
  test::psql(domain.url, "alter table comment_organisation disable trigger all; " + change);
  const auto findings = domain.ledger.examine();
  EXPECT_TRUE(std::ranges::any_of(findings, [&](const auto& one) {
    return one.detail == "comment " + receipt_number(notice, 1);
  }));
}

TEST(Comment, IsNotTakenByANodeWithAnotherPersonalKey) {
  Domain domain;
  const auto other = PersonalBox::open(domain.folder.path / "other.key").value();
  EXPECT_THROW(Participation(domain.pool, domain.queue, domain.clock, other), WrongPersonalKey);
  EXPECT_NO_THROW(Participation(domain.pool, domain.queue, domain.clock, domain.box));
  EXPECT_FALSE(other.unseal(domain.box.seal("张三丰")));
}

TEST(Comment, TextIsKeptAsItWasSent) {
  Domain domain;
  const std::string text = "引号\" 反斜杠\\ {花括号} NULL \n换行\t制表 𠮷 \xEF\xBF\xBD";
  const Receipt receipt = domain.comment(domain.open_notice("m-1"), text);
  EXPECT_EQ(domain.participation.find(receipt.receipt)->text, text);
}

TEST(Comments, AreListedPageByPageAcrossTheNoticesOfAMatter) {
  Domain domain;
  std::vector<std::string> sent;
  const std::string first = domain.open_notice("m-1");
  for (int i = 0; i < 3; ++i) sent.push_back(domain.comment(first).receipt);
  domain.close_notices("m-1");
  const std::string second = domain.open_notice("m-1");
  for (int i = 0; i < 2; ++i) sent.push_back(domain.comment(second).receipt);
  (void)domain.comment(domain.open_notice("m-2"));
  std::vector<std::string> seen;
  std::string after;
  for (;;) {
    const auto page = domain.participation.list("m-1", false, after, 2);
    for (const auto& comment : page) seen.push_back(comment.receipt);
    if (page.size() < 2) break;
    after = page.back().receipt;
  }
  EXPECT_EQ(seen, sent);
}

TEST(Facts, CountCommentsAndDigestTheDossier) {
  Domain domain;
  (void)domain.comment(domain.open_notice("m-1"));
  matter::Snapshot snapshot;
  snapshot.id = "m-1";
  Facts facts(domain.pool);
  const JsonObject empty = facts.of(snapshot);
  EXPECT_EQ(empty.at("comments").at("unanswered").to_number<int>(), 1);
  EXPECT_EQ(string_or(empty.at("dossier").as_object(), "sha256"), archive::sha256_hex(""));
  snapshot.documents = std::vector<matter::Document>{{.id = "d",
                                                      .code = "DRF-04",
                                                      .title = "草案",
                                                      .filename = "a.txt",
                                                      .media_type = "text/plain",
                                                      .sha256 = archive::sha256_hex("x"),
                                                      .size = 1,
                                                      .version = 1,
                                                      .by = "li",
                                                      .at = {}}};
  EXPECT_NE(facts.of(snapshot).at("dossier"), empty.at("dossier"));
}

// As a procedure asks it: <event register="comments" of="_x.documents['DRF-04'].sha256">.
TEST(Facts, CountTheCommentsOnOneTextThatWereAdopted) {
  Domain domain;
  const std::string notice = domain.open_notice("m-1", {{"draft", JsonObject{{"sha256", "aa"}}}});
  for (const Adoption adoption : {Adoption::adopted, Adoption::partly, Adoption::explained})
    ASSERT_TRUE(
        domain.participation.reply(domain.comment(notice).receipt, adoption, "理由", drafter));
  (void)domain.comment(notice);
  procedure::EventType type;
  type.registers = {{"comments", {}}};
  const JsonObject data;
  const matter::Actor actor;
  matter::Snapshot snapshot;
  const auto adopted = [&](const char* matter, const char* text) {
    snapshot.id = matter;
    const JsonObject said =
        Facts(domain.pool)
            .named({type, data, actor, snapshot, *parse_day("2026-03-01"), {{"comments", text}}});
    return said.at("comments").at("adopted").to_number<int>();
  };
  EXPECT_EQ(adopted("m-1", "aa"), 2);
  EXPECT_EQ(adopted("m-1", "bb"), 0);
  EXPECT_EQ(adopted("m-2", "aa"), 0);
}

}  // namespace
}  // namespace gavel::db
