using Stadtgespraeche.Contracts.Registration;
using Stadtgespraeche.Notification.Applications;
using Stadtgespraeche.Notification.Mails.Kinds;

namespace Stadtgespraeche.Notification.Tests.Mails.Kinds;

public sealed class ApplicationProgressTests
{
    [Fact]
    public void Asks_to_confirm() =>
        Sample
            .Mail(ApplicationProgress.Kind, In(ApplicationState.Unconfirmed))
            .ShouldBeGolden("ApplicationProgress.Unconfirmed");

    [Fact]
    public void Passes_a_question_on() =>
        Sample.Mail(ApplicationProgress.Kind, In(ApplicationState.Asked)).ShouldBeGolden("ApplicationProgress.Asked");

    [Fact]
    public void Welcomes_who_is_accepted() =>
        Sample
            .Mail(ApplicationProgress.Kind, In(ApplicationState.Accepted))
            .ShouldBeGolden("ApplicationProgress.Accepted");

    [Fact]
    public void Says_why_it_was_refused() =>
        Sample
            .Mail(ApplicationProgress.Kind, In(ApplicationState.Refused))
            .ShouldBeGolden("ApplicationProgress.Refused");

    private static Applicant In(ApplicationState state) =>
        new()
        {
            Id = Guid.Parse("0198f3c2-7a10-7c3e-8f55-2b8a6f1d0004"),
            Name = "Erika Beispiel",
            Address = "erika@stadt.example",
            For = "Musterstadt",
            State = state,
            Text = "Wie viele Ratsmitglieder haben Sie?",
            ExpiresAt = Sample.Now.AddHours(72),
        };
}
