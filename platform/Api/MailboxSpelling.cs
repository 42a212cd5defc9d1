using System.Globalization;
using System.Text;
using Stadtgespraeche.Texts;

namespace Stadtgespraeche.Api;

/// <summary>
/// One mailbox has one spelling here, however people and their programs write it: without case, and with the domain in
/// its ASCII form, which browsers submit and people do not type (<c>@xn--mnchen-3ya.example</c> for
/// <c>@münchen.example</c>). Whatever compares or stores an address does so in this form.
/// </summary>
public static class MailboxSpelling
{
    private static readonly IdnMapping Domains = new() { AllowUnassigned = true };

    /// <summary>Cleaned of what nobody sees as well; empty when nothing is left.</summary>
    public static string Of(string address) => WithAsciiDomain(CleanText.Address(address) ?? "");

    /// <summary>Leaves what stands before the @ as it is, and the whole where the domain cannot be one.</summary>
    public static string WithAsciiDomain(string address)
    {
        try
        {
            var written = address.Normalize(NormalizationForm.FormC);
            var at = written.LastIndexOf('@');
            return at <= 0 || at == written.Length - 1
                ? written
                : $"{written[..at]}@{Domains.GetAscii(written, at + 1).ToLowerInvariant()}";
        }
        catch (ArgumentException)
        {
            return address;
        }
    }
}
