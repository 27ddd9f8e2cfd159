// The encapsulated electronic record after DA/T 48-2009 (电子文件封装包): the signed object with
// its files, the business course and the people, then the signature blocks. Where the standard
// would hold a file's bytes in base64, this one holds its path and digest: the bytes stand once, in
// the bag. eep.xsd, which travels beside it, says exactly what is written here.
#include "archive/agents.hpp"
#include "archive/xml.hpp"

namespace gavel::archive {
namespace {

using xml::attribute;
using xml::Node;
using xml::text;

class Eep {
 public:
  Eep(const PackageInput& input, const PackageLayout& layout)
      : input_(input), layout_(layout), agents_(input) {}

  std::string write() {
    Node root = document_.append_child("电子文件封装包");
    attribute(root, "xmlns", "urn:gavel:eep:1");
    text(root, "封装包格式描述", "DA/T 48-2009；文件数据以路径和摘要引用，不内嵌");
    text(root, "版本", "2009");
    Node object = root.append_child("被签名对象");
    attribute(object, "eep版本", "2009");
    text(object, "封装包类型", "原始型");
    text(object, "封装包类型描述", "原始型是指文件第一次封装形成的封装包");
    text(object, "封装包创建时间", to_string(input_.built_at));
    text(object, "封装包创建单位", input_.organ);
    Node content = object.append_child("封装内容");
    files(content.append_child("文件实体块"));
    course(content.append_child("业务实体块"));
    people(content.append_child("机构人员实体块"));
    Node signatures = root.append_child("电子签名块");
    for (std::size_t i = 0; i < input_.statements.size(); ++i) signature(signatures, i);
    return xml::saved(document_);
  }

 private:
  /// Left out where nothing is known.
  static void known(Node parent, const char* name, std::string_view value) {
    if (!value.empty()) text(parent, name, value);
  }

  void provenance(Node volume) const {
    Node from = volume.append_child("来源");
    known(from, "档案馆名称", input_.archives_name);
    known(from, "全宗名称", input_.fonds_name);
    text(from, "立档单位名称", input_.organ);
  }

  void files(Node block) {
    Node volume = block.append_child("文件实体");
    text(volume, "聚合层次", "案卷");
    provenance(volume);
    text(volume, "档号", to_string(input_.code));
    text(volume, "电子文件号", input_.matter_id);
    text(volume, "题名", input_.title);
    known(volume, "分类号", input_.class_code);
    known(volume, "文件编号", input_.document_number);
    text(volume, "责任者", input_.organ);
    text(volume, "日期", to_string(day_of(input_.closed_at)));
    text(volume, "密级", volume_security(input_).security);
    text(volume, "控制标识", control_identifier);
    Node data = volume.append_child("文件数据");
    for (std::size_t i = 0; i < input_.documents.size(); ++i) {
      const PackageDocument& document = input_.documents[i];
      const BagFile& file = layout_.documents[i];
      Node item = data.append_child("文档");
      text(item, "文档标识符", document.code + "_v" + std::to_string(document.version));
      text(item, "文档序号", std::to_string(i + 1));
      text(item, "题名", document.title.empty() ? document.filename : document.title);
      text(item, "责任者标识符", agents_.id_of(document.by));
      text(item, "日期", to_string(document.at));
      text(item, "密级", document.security.empty() ? input_.security : document.security);
      Node bytes = item.append_child("文档数据");
      text(bytes, "编码引用", file.path);
      text(bytes, "格式信息",
           document.media_type.empty() ? "application/octet-stream" : document.media_type);
      text(bytes, "计算机文件大小", std::to_string(file.size));
      attribute(text(bytes, "数字摘要", file.sha256), "算法", "SHA-256");
    }
  }

  void course(Node block) {
    for (std::size_t i = 0; i < input_.events.size(); ++i) {
      const PackageEvent& event = input_.events[i];
      Node entity = block.append_child("业务实体");
      text(entity, "业务标识符", std::to_string(i + 1));
      text(entity, "机构人员标识符",
           agents_.id_of(event.account.empty() ? event.actor : event.account));
      text(entity, "业务状态", "历史行为");
      text(entity, "业务行为", event.name);
      text(entity, "行为时间", to_string(event.at));
    }
  }

  void people(Node block) const {
    for (const Agent& one : agents_.all()) {
      Node entity = block.append_child("机构人员实体");
      text(entity, "机构人员标识符", one.id);
      text(entity, "机构人员类型", name_of(one.kind));
      text(entity, "机构人员名称", one.name);
      known(entity, "组织机构代码", one.kind == AgentKind::unit ? one.code : "");
      for (const std::string& office : one.offices) text(entity, "个人职位", office);
      known(entity, "机构人员隶属", one.belongs_to);
    }
  }

  void signature(Node block, std::size_t i) const {
    const PackageStatement& statement = input_.statements[i];
    Node node = block.append_child("电子签名");
    text(node, "签名标识符", "S" + std::to_string(i + 1));
    text(node, "签名规则", "RFC 8785；分离式签名");
    text(node, "签名时间", to_string(statement.signed_at));
    text(node, "签名人", statement.signer);
    text(node, "被签名数据引用", layout_.statements[i].path);
    text(node, "签名结果", to_base64(statement.signature));
    text(node, "公钥引用", layout_.keys[i].path);
    text(node, "签名算法标识", layout_.algorithms[i]);
    for (const PackageLayout::TimeStamped& stamp : layout_.time_stamps) {
      if (stamp.statement == i) time_stamp(node, stamp);
    }
  }

  static void time_stamp(Node signature, const PackageLayout::TimeStamped& stamp) {
    Node node = signature.append_child("时间戳");
    text(node, "时间", to_string(stamp.said.at));
    text(node, "时间戳服务机构", stamp.said.authority);
    text(node, "时间戳策略", stamp.said.policy);
    text(node, "序列号", stamp.said.serial);
    text(node, "时间戳引用", stamp.stamp.path);
    text(node, "证书引用", stamp.chain.path);
  }

  const PackageInput& input_;
  const PackageLayout& layout_;
  const Agents agents_;
  pugi::xml_document document_;
};

}  // namespace

std::string eep_xml(const PackageInput& input, const PackageLayout& layout) {
  return Eep(input, layout).write();
}

}  // namespace gavel::archive
