#pragma once
// The lawful course of a major decision, as workflows/major-decision.scxml has it, in steps that
// the tests of single articles stop at. Monday, 2 March 2026 is its first day.
#include "tests/law/cast.hpp"

namespace gavel::law {

using matter::Given;
using matter::object;
using matter::Refusal;

inline std::shared_ptr<const procedure::Procedure> major_decision() {
  static const auto read = matter::procedure_of(matter::file_text("workflows/major-decision.scxml"),
                                                "workflows/major-decision.scxml");
  return read;
}

/// The same with one rule that is always met: what then holds of those that ask for it again.
inline std::shared_ptr<const procedure::Procedure> major_decision_without(const std::string& rule) {
  std::string xml = matter::file_text("workflows/major-decision.scxml");
  const std::string attribute = " test=\"";
  const auto begin =
      xml.find(attribute, xml.find("<g:rule id=\"" + rule + "\"")) + attribute.size();
  xml.replace(begin, xml.find('"', begin) - begin, "true");
  return matter::procedure_of(xml, "without-a-rule.scxml");
}

class Course {
 public:
  Given given{major_decision()};
  JsonObject policy;     ///< What the organ set otherwise than the standard.
  std::string withheld;  ///< Code of a paper that nobody files; empty: none.
  JsonObject start{      ///< What the head's decision to start says.
                   {"drafting_unit", "education"},
                   {"catalogue_no", "2026-3"}};

  Course() { given.facts(facts()); }
  explicit Course(std::shared_ptr<const procedure::Procedure> procedure)
      : given(std::move(procedure)) {
    given.facts(facts());
  }

  Course& by(Actor who) { return given.by(std::move(who)), *this; }
  Course& send(std::string event, std::string_view data = "{}") {
    return given.send(std::move(event), object(data)), *this;
  }
  /// Filed by whoever acts, or else by one who may file it.
  Course& add(std::initializer_list<const char*> codes) {
    for (const char* code : codes) file(code, std::string("sha-of-") + code);
    return *this;
  }
  Course& file(const char* code, const std::string& sha256) {
    if (withheld == code) return *this;
    const Actor who = given.acting();
    const auto& filers = given.procedure().documents.at(code).who;
    const bool may = filers.empty() || std::ranges::any_of(who.roles, [&](const std::string& role) {
                       return std::ranges::find(filers, role) != filers.end();
                     });
    if (!may) given.by(holder_of(filers.front()));
    given.add(code, sha256);
    if (!given.procedure().documents.at(code).written.empty()) written(code, sha256);
    given.by(who);
    return *this;
  }
  /// The system says that it wrote the paper, where the procedure hears it.
  void written(const char* code, const std::string& sha256) {
    matter::Send told{"system.written", {{"code", code}, {"sha256", sha256}}, {}};
    given.by(matter::clock_actor());
    if (given.ask(told)) given.again(std::move(told));
  }
  /// What it writes and files by itself, where the procedure has it do so.
  Course& system_files(const char* code) {
    const auto type = given.procedure().documents.find(code);
    const bool is_own = type != given.procedure().documents.end() && !type->second.written.empty();
    if (withheld == code || !is_own) return *this;
    const Actor who = given.acting();
    given.by(matter::clock_actor()).add(code, std::string("sha-of-") + code);
    written(code, std::string("sha-of-") + code);
    return by(who);
  }
  Course& at(std::string_view instant) { return given.at(instant), *this; }
  /// What a register says of a field of the form, from now on.
  Course& knows(const char* field, JsonObject said) {
    known_["registers"].as_object()[field] = std::move(said);
    return given.facts(known_), *this;
  }
  Course& forgets(const char* field) {
    known_["registers"].as_object().erase(field);
    return given.facts(known_), *this;
  }
  Course& sign() { return given.signed_with({{"key_id", "k1"}, {"signer", "li"}}), *this; }
  Course& in(const std::vector<std::string>& states) { return given.in(states), *this; }

  /// "reason" of the refusal, or "rules-unmet G08 G09".
  std::string refused(std::string event, std::string_view data = "{}") {
    const Refusal refusal = given.refused(std::move(event), object(data));
    std::string out = matter::reason(refusal);
    for (const matter::UnmetRule& rule : refusal.rules) out += " " + rule.id;
    for (const matter::FormError& fault : refusal.form) out += " " + fault.pointer;
    return out;
  }
  matter::UnmetRule unmet(std::string event, std::string_view data = "{}") {
    const Refusal refusal = given.refused(std::move(event), object(data));
    if (refusal.rules.empty()) throw std::runtime_error("no rule: " + matter::reason(refusal));
    return refusal.rules.front();
  }

  // ---- the course, stage by stage
  static constexpr std::string_view proposal =
      R"({"source":"department","mad_class":2,"reason":"学位不足","problem":"学位缺口三百个",
          "solution":"新建一所小学","necessity":"片区无小学","feasibility":"用地、资金已有安排"})";
  Course& proposed() {
    JsonObject data = object(proposal);
    // Versions before 1.10.0 did not ask a department for these.
    const auto& form = given.procedure().events.at("gavel.open").form;
    for (const char* argued : {"problem", "solution", "necessity", "feasibility"}) {
      if (std::ranges::find(form, std::string_view(argued), &procedure::Field::name) == form.end())
        data.erase(argued);
    }
    given.by(drafter()).open(std::move(data), policy);
    return in({"proposed"});
  }
  Course& study_asked() {
    proposed().add({"INI-01"});
    return by(office()).send("study.assign", R"({"unit":"research"})").in({"study"});
  }
  Course& studied() {
    study_asked().by(study_unit()).add({"INI-02"});
    return send("study.done", R"({"summary":"必要、可行"})").in({"initiation_requested"});
  }
  Course& started() {
    studied().by(head()).add({"INI-03", "INI-04"});
    return given.send("initiation.start", start), in({"drafting"});
  }
  /// The finance bureau drafts with the education bureau, which leads.
  Course& together() {
    start["co_units"] = JsonArray{"财政局"};
    start["lead"] = "education";
    knows("co_units", object(R"({"found":[{"id":"finance"}],"missing":[],"keys":["finance"]})"));
    return *this;
  }
  Course& drafted() {
    started().by(drafter()).add({"DRF-01", "DRF-02", "DRF-04", "DRF-05"});
    return send("draft.freeze", R"({"legal_basis":[{"title":"义务教育法第12条","in_force":true}]})")
        .in({"coordinating"});
  }
  Course& coordinated() {
    drafted().send("coordination.ask", R"({"units":["finance","land"]})");
    send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
    send("coordination.reply", R"({"unit":"land","opinion":"agree_with_change","text":"用地"})");
    add({"DRF-07"});
    // Versions before 1.10.0 did not know it yet.
    if (given.procedure().documents.contains("PUB-01")) add({"PUB-01"});
    return send("coordination.conclude").in({"pp_planning", "ex_planning", "ra_planning"});
  }
  /// The main measure is another: the units concerned answer on it before anything else.
  Course& consulted_again() {
    in({"coordinating"}).by(drafter());
    send("coordination.reply", R"({"unit":"finance","opinion":"agree"})");
    send("coordination.reply", R"({"unit":"land","opinion":"agree"})");
    return add({"DRF-07"}).send("coordination.conclude").in({"pp_planning", "ex_planning"});
  }
  static constexpr std::string_view publishable = R"({"finding":"publishable"})";
  /// By the office, where the procedure asks for it; the drafting unit acts next.
  Course& checked_for_secrets() {
    if (!given.procedure().events.contains("notice.check")) return *this;
    by(office()).add({"PUB-12"}).send("notice.check", publishable);
    return by(drafter());
  }
  Course& noticed() {
    return coordinated()
        .checked_for_secrets()
        .send("notice.open", R"({"title":"征求意见","how":"信函或网站"})")
        .in({"pp_open"});
  }
  /// 30 days from 2 March end on Wednesday, 1 April.
  Course& notice_closed() { return noticed().notice_over(); }
  Course& notice_over() {
    given.until("2026-04-02T00:00:00+08:00");
    return add({"PUB-03"}).in({"pp_collating"});
  }
  Course& heard() { return notice_closed().heard_out(); }
  Course& heard_out() {
    by(drafter()).add({"PUB-05"});
    return send("participation.feedback").in({"pp_done"});
  }
  static constexpr std::string_view invitation =
      R"({"plan":"从专家库抽取","experts":["a","b","c","d","e"]})";
  Course& argued() {
    by(drafter()).send("experts.invite", invitation).in({"ex_arguing"}).add({"EXP-03"});
    for (const char* expert : {"a", "b", "c", "d", "e"}) opinion_of(expert);
    return add({"EXP-04"}).send("experts.conclude").in({"ex_done"});
  }
  /// It came on paper, which is on file.
  Course& opinion_of(std::string_view expert) {
    JsonObject data = object(R"({"unit":"大学","conclusion":"support","text":"可行",
                                 "direct_interest":false,"paper":1})");
    data["expert"] = expert;
    return given.send("experts.opinion", data), *this;
  }
  static constexpr std::string_view risk =
      R"({"points":[{"source":"征地","likelihood":"mid","effect":"low","level":"low",
                     "measures":"先行沟通"}],"measures":"补偿到位","plan":"应急预案","level":"low",
          "methods":[{"method":"visits","result":"走访20户"}],"conclusion":"proceed",
          "opinions":[{"party":"被征地村民","support":18,"oppose":2,"text":"补偿要及时"}]})";
  Course& risk_judged() {
    by(assessor());
    return send("risk.trigger", R"({"stability":true,"security":false,"listed":false,
                                    "reason":"涉及征地"})");
  }
  Course& risk_reported() {
    return risk_judged().add({"RSK-03"}).send("risk.report", risk).in({"ra_reported"});
  }
  Course& assessed() { return risk_reported().assessed_as_reported(); }
  Course& assessed_as_reported() {
    by(head());
    return sign().send("risk.finding", R"({"controllable":true})").in({"ra_done"});
  }
  Course& reviewed_for_competition() {
    by(market_regulator()).add({"FCR-01"});
    return send("competition.conclude", R"({"conclusion":"passed"})");
  }
  /// The four parallel regions done.
  Course& proceeded() {
    return heard().argued().assessed().reviewed_for_competition().in({"consolidating"});
  }
  /// The drafting unit tells a change of class `kind`, and the office agrees.
  Course& changed(std::string_view kind) {
    by(drafter());
    // Versions before 1.15.0 showed the public the explanation of the text before.
    const bool is_of_substance = kind == "C2" || kind == "C5";
    if (is_of_substance && given.procedure().rules.contains("G07E")) add({"DRF-05"});
    given.send("draft.revise", {{"change", kind}, {"explanation", "修改"}});
    given.by(office()).send("change.decide", {{"change", kind}});
    return *this;
  }
  Course& sent_for_review() {
    proceeded().by(drafter());
    changed("C1").in({"unit_approval"}).by(drafter());
    return add({"LEG-01"}).send("review.send").in({"legality_intake"});
  }
  Course& accepted_for_review() {
    return sent_for_review().by(justice()).send("review.accept").in({"legality_review"});
  }
  Course& advised() {
    accepted_for_review().by(counsel()).add({"LEG-03"});
    return sign().send("review.counsel", R"({"conclusion":"lawful","text":"合法"})");
  }
  static constexpr std::string_view lawful =
      R"({"conclusion":"lawful","power":"有权","procedure":"合规","content":"合法",
          "power_result":"conforms","procedure_result":"conforms","content_result":"conforms"})";
  /// A signed opinion with `conclusion` and these results on power, procedure and content; counsel
  /// found the draft lawful.
  static std::string opinion(const char* conclusion, const char* power, const char* procedure,
                             const char* content) {
    JsonObject out = object(lawful);
    out["conclusion"] = conclusion;
    out["power_result"] = power;
    out["procedure_result"] = procedure;
    out["content_result"] = content;
    out["departure"] = "顾问未见新规定";
    return json_text(out);
  }
  /// Accepted on Thursday, 2 April; Monday the 6th is off: seven working days end on the 14th.
  Course& reviewed() {
    advised().by(justice()).add({"LEG-04"});
    at("2026-04-15T09:00:00+08:00").sign();
    return send("review.opinion", lawful).in({"legality_responded"});
  }
  Course& submitted() {
    reviewed().by(drafter()).add({"LEG-05"});
    return send("meeting.submit").in({"packet_check"}).approved_for_the_agenda();
  }
  /// Versions before 1.13.0 did not ask for it.
  Course& approved_for_the_agenda() {
    if (given.procedure().rules.contains("G20M")) add({"MTG-02"});
    return *this;
  }
  Course& packed() { return submitted().accepted_for_the_meeting().in({"meeting_scheduled"}); }
  Course& accepted_for_the_meeting() {
    return by(office()).send("packet.accept").system_files("MTG-01");
  }
  /// Five are due; the head, zhao, is in the chair and ji records.
  static constexpr std::string_view notice_of_meeting =
      R"({"body":"executive","held_on":"2026-04-21","place":"第一会议室","chair":"zhao",
          "members":["zhao","qian","sun","zhou","wu"],"recorder":"ji"})";
  /// The same people, called for another day.
  static std::string notice_for(std::string_view day) {
    JsonObject data = object(notice_of_meeting);
    data["held_on"] = day;
    return json_text(data);
  }
  Course& called() {
    return packed().send("meeting.notify", notice_of_meeting).in({"meeting_called"});
  }
  Course& arrive(std::initializer_list<std::string_view> members) {
    by(recorder());
    for (const std::string_view each : members) given.send("meeting.arrive", {{"member", each}});
    return by(office());
  }
  Course& met() {
    called().at("2026-04-21T09:00:00+08:00").arrive({"zhao", "qian", "sun"});
    return send("meeting.open").in({"deliberating"});
  }
  Course& stances(std::string_view first = "agree", std::string_view second = "agree") {
    by(recorder()).stance("qian", first).stance("sun", second);
    return *this;
  }
  Course& stance(std::string_view member, std::string_view stance) {
    JsonObject data{{"member", member}, {"stance", stance}};
    if (stance == "oppose") data["text"] = "不同意，资金没有落实";
    return given.send("meeting.stance", std::move(data)), *this;
  }
  Course& head_spoke() {
    by(head()).send("meeting.head_statement", R"({"text":"同意"})");
    return by(recorder()).add({"MTG-04"}).by(head());
  }
  Course& decided() {
    return met()
        .stances()
        .head_spoke()
        .send("meeting.decide", R"({"outcome":"approve"})")
        .in({"decided"});
  }
  /// From the revision to the meeting's discussion, whatever was done before.
  Course& to_the_meeting() {
    changed("C1").by(drafter()).add({"LEG-01"}).send("review.send");
    by(justice()).send("review.accept").by(counsel()).add({"LEG-03"}).sign();
    send("review.counsel", R"({"conclusion":"lawful","text":"合法"})").by(justice());
    add({"LEG-04"}).at("2026-04-15T09:00:00+08:00").sign().send("review.opinion", lawful);
    by(drafter()).add({"LEG-05"}).send("meeting.submit").approved_for_the_agenda();
    accepted_for_the_meeting();
    send("meeting.notify", notice_of_meeting).at("2026-04-21T09:00:00+08:00");
    return arrive({"zhao", "qian", "sun"}).send("meeting.open").in({"deliberating"});
  }
  /// From the decision to the head's desk.
  Course& issued_to_be_signed() {
    record_signed().by(office()).add({"MTG-05", "MTG-07"}).minutes_signed().by(office());
    send("minutes.issue", R"({"number":12,"signatory":"zhao"})").by(party_group());
    return send("party.report", R"({"number":"1"})").by(head()).add({"ISS-01"});
  }
  /// Chair and recorder sign what was recorded.
  Course& record_signed() {
    system_files("MTG-03").by(head()).sign().send("record.sign");
    return by(recorder()).sign().send("record.sign");
  }
  Course& minutes_signed() {
    by(head()).sign().send("minutes.sign");
    return by(recorder()).sign().send("minutes.sign");
  }
  /// The papers of a meeting that was held, whatever it came to.
  Course& record_and_minutes() {
    record_signed().add({"MTG-05"}).minutes_signed().by(office());
    return send("minutes.issue", R"({"number":12,"signatory":"zhao"})");
  }
  Course& minuted() { return decided().record_and_minutes().in({"decided"}); }
  Course& reported() {
    minuted().by(party_group()).add({"MTG-07"});
    return send("party.report", R"({"number":"政党发〔2026〕1号"})").in({"signing"});
  }
  Course& signed_off() {
    reported().by(head()).add({"ISS-01"});
    return sign().send("decision.sign", R"({"number":"政发〔2026〕9号"})").in({"publishing"});
  }
  static constexpr std::string_view channels =
      R"({"finding":"publishable","channels":["公报","网站"]})";
  Course& published() {
    signed_off().by(office()).add({"ISS-02", "ISS-04"});
    JsonObject data = object(channels);
    // Versions before 1.12.0 did not ask what the check found.
    const auto& form = given.procedure().events.at("publication.publish").form;
    if (std::ranges::find(form, "finding", &procedure::Field::name) == form.end())
      data.erase("finding");
    return given.send("publication.publish", data), in({"published"});
  }
  static constexpr std::string_view restriction =
      R"({"finding":"withheld","finding_reason":"决定附件列有涉密点位",
          "basis":"《保守国家秘密法》第十三条","approver":"zhao"})";
  static constexpr std::string_view recipients = R"({"recipients":["财政局"]})";
  /// Asked not to be published; the head has not answered yet.
  Course& restricted() {
    signed_off().by(office()).add({"ISS-02"});
    return send("publication.restrict", restriction).in({"publishing"});
  }
  Course& restriction_confirmed() {
    return restricted().by(head()).send("exception.confirm", R"({"no":1})").by(office());
  }
  Course& delivered() {
    return restriction_confirmed().send("publication.deliver", recipients).in({"published"});
  }
  Course& proved() {
    by(office()).add({"ISS-03"});
    for (const char* channel : {"公报", "网站"}) {
      given.send("publication.prove",
                 {{"channel", channel}, {"reference", "第9期"}, {"on", "2026-04-21"}});
    }
    return *this;
  }
  static constexpr std::string_view tasks =
      R"({"unit":"works","tasks":[{"task":"施工","due":"2026-12-31"}]})";
  Course& executed() {
    published().add({"EXE-01"}).knows("unit", unit("works")).send("execution.assign", tasks);
    return forgets("unit").in({"executing"});
  }
  Course& carried_out() {
    executed().proved().by(executor()).add({"EXE-02"});
    send("execution.progress", R"({"task":"施工","percent":100,"text":"竣工"})");
    return send("execution.finish", R"({"text":"全部完成"})").in({"completed"});
  }
  Course& collected() {
    carried_out().by(archivist());
    return send("archive.collect", R"({"fonds":"X043","organisation":"BGS"})").in({"building"});
  }
  Course& archived() {
    collected().by(matter::clock_actor());
    return send(
               "system.archive.built",
               R"({"archival_code":"X043-WS·2026-Y-BGS-0001","package_sha256":"p","passed":true,"report":{}})")
        .in({"archived"});
  }

 private:
  JsonObject known_ = facts();
};

}  // namespace gavel::law
