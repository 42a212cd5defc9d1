namespace Stadtgespraeche.Registration.SignIn;

/// <summary>How somebody showed who it is; also the claim <c>amr</c> of the tokens.</summary>
internal static class SignInMethod
{
    /// <summary>A link that the city mailed.</summary>
    public const string Mail = "mail";

    public const string Passkey = "passkey";

    /// <summary>The city's own login.</summary>
    public const string City = "city";

    /// <summary>A mailbox alone is not enough for people with more rights than a member.</summary>
    public static bool AllowsRoles(string method) => method is Passkey or City;
}
