using Stadtgespraeche.Notification.Checks;

namespace Stadtgespraeche.Notification.Tests.Checks;

public sealed class MailDomainRulesTests
{
    private const string Domain = "musterstadt.example";

    [Theory]
    [InlineData(Verdict.Good, "v=spf1 mx -all")]
    [InlineData(Verdict.Good, "V=SPF1 include:mail.example ~ALL")]
    [InlineData(Verdict.Good, "v=spf1 redirect=_spf.musterstadt.example")]
    [InlineData(Verdict.Good, "google-site-verification=1", "v=spf1 a ?all")]
    [InlineData(Verdict.Warning)]
    [InlineData(Verdict.Warning, "v=spf10 mx -all")]
    [InlineData(Verdict.Warning, "v=spf1 mx -all", "v=spf1 a -all")]
    [InlineData(Verdict.Warning, "v=spf1 +all")]
    [InlineData(Verdict.Warning, "v=spf1 all")]
    [InlineData(Verdict.Warning, "v=spf1 mx")]
    [InlineData(Verdict.Warning, "v=spf1")]
    [InlineData(
        Verdict.Warning,
        "v=spf1 a mx include:a include:b include:c include:d include:e include:f include:g include:h include:i -all"
    )]
    public void Spf_is_one_record_that_ends_with_what_holds_for_others(Verdict verdict, params string[] records) =>
        MailDomainRules.Spf(Domain, records).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData(Verdict.Good, "v=DMARC1; p=reject; rua=mailto:dmarc@musterstadt.example")]
    [InlineData(Verdict.Good, "v=DMARC1;p=Quarantine")]
    [InlineData(Verdict.Warning, "v=DMARC1; p=none")]
    [InlineData(Verdict.Warning, "v=DMARC1; rua=mailto:a@musterstadt.example")]
    [InlineData(Verdict.Warning, "v=DMARC1; p=reject", "v=DMARC1; p=none")]
    [InlineData(Verdict.Warning)]
    public void Dmarc_is_one_policy_that_protects(Verdict verdict, params string[] records) =>
        MailDomainRules.Dmarc(Domain, records, []).Verdict.ShouldBe(verdict);

    [Fact]
    public void The_policy_of_the_domain_above_counts_where_the_own_has_none()
    {
        MailDomainRules
            .Dmarc($"mail.{Domain}", ["etwas anderes"], ["v=DMARC1; p=reject"])
            .Verdict.ShouldBe(Verdict.Good);
        MailDomainRules
            .Dmarc($"mail.{Domain}", ["v=DMARC1; p=none"], ["v=DMARC1; p=reject"])
            .Verdict.ShouldBe(Verdict.Warning);
    }

    [Theory]
    [InlineData(Verdict.Good, "v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=")]
    [InlineData(Verdict.Warning, "v=DKIM1; k=rsa; p=")]
    [InlineData(Verdict.Warning, "v=DKIM1; k=rsa; p=MIGJAoGBAKZkurz")]
    [InlineData(Verdict.Warning, "etwas anderes")]
    [InlineData(Verdict.Warning)]
    public void Dkim_is_a_key_that_still_counts(Verdict verdict, params string[] records) =>
        MailDomainRules.Dkim(Domain, "mail", records).Verdict.ShouldBe(verdict);

    [Fact]
    public void Without_a_selector_it_says_that_it_cannot_know()
    {
        var finding = MailDomainRules.Dkim(Domain, null, []);
        finding.Verdict.ShouldBe(Verdict.Warning);
        finding.Says.ShouldStartWith("Nicht geprüft");
    }
}
