#include "core/secrets/secretstore.h"
#include "tests/support/waited.h"

#include <QTemporaryDir>
#include <QtTest>

using namespace wheelhouse;
using namespace Qt::Literals::StringLiterals;

namespace {

constexpr VaultCost cheap { VaultCost::fewestOperations, VaultCost::fewestBytes };

template<typename T> QFuture<T> now(T value)
{
    QPromise<T> promise;
    promise.start();
    promise.addResult(std::move(value));
    promise.finish();
    return promise.future();
}

/// A keyring that is what the test says, and remembers what it was given.
class Keyring final : public Secrets {
public:
    [[nodiscard]] QFuture<State> state() override { return now(is); }
    [[nodiscard]] QFuture<Result<std::shared_ptr<Secret>>> read(const QString & /*name*/) override
    {
        ++asked;
        return now(Result<std::shared_ptr<Secret>>(fail(kind(), {})));
    }
    [[nodiscard]] QFuture<Result<void>> write(const QString & /*name*/, const Secret & /*secret*/) override
    {
        ++asked;
        return now(is == State::Open ? Result<void>() : Result<void>(fail(kind(), {})));
    }
    [[nodiscard]] QFuture<Result<void>> remove(const QString & /*name*/) override
    {
        ++asked;
        return now(Result<void>());
    }
    [[nodiscard]] QString words() const override { return u"keyring"_s; }
    State is = State::Open;
    int asked = 0;

private:
    [[nodiscard]] Error::Kind kind() const { return is == State::Open ? Error::Kind::Missing : Error::Kind::Busy; }
};

} // namespace

/// Which of the two keeps passwords, and that nothing changes it but a person.
class TestSecretStore : public QObject {
    Q_OBJECT
private slots:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_keyring = std::make_unique<Keyring>();
        m_vault = std::make_unique<Vault>(m_folder->filePath(u"v"_s), cheap);
        m_store = std::make_unique<SecretStore>(*m_keyring, *m_vault, SecretStore::Keeper::Unchosen);
    }
    void untilSomebodyChoosesItIsTheKeyringOrTheVaultThatWasMade()
    {
        QCOMPARE(m_store->keeper(), SecretStore::Keeper::Keychain);
        QVERIFY(waited(m_store->write(u"a"_s, Secret("x"))));
        QCOMPARE(m_keyring->asked, 1);
        QVERIFY(waited(m_vault->create(Secret("correct horse"))));
        QCOMPARE(m_store->keeper(), SecretStore::Keeper::Vault);
        QVERIFY(waited(m_store->write(u"a"_s, Secret("x"))));
        QCOMPARE((*waited(m_store->read(u"a"_s)))->reveal(), "x");
        QVERIFY(waited(m_store->remove(u"a"_s)));
        QCOMPARE(m_keyring->asked, 1);
        QCOMPARE(m_store->words(), m_vault->words());
    }
    void k03_nothingFallsBackByItself_data()
    {
        QTest::addColumn<int>("state");
        QTest::newRow("locked") << int(Secrets::State::Locked);
        QTest::newRow("missing") << int(Secrets::State::Missing);
    }
    void k03_nothingFallsBackByItself()
    {
        QFETCH(int, state);
        QVERIFY(waited(m_vault->create(Secret("correct horse"))));
        const QByteArray before = fileOf();
        m_store->choose(SecretStore::Keeper::Keychain);
        m_keyring->is = Secrets::State(state);
        QCOMPARE(waited(m_store->read(u"a"_s)).error().kind, Error::Kind::Busy);
        QCOMPARE(waited(m_store->write(u"a"_s, Secret("x"))).error().kind, Error::Kind::Busy);
        QCOMPARE(fileOf(), before);
        // And the other way round: a vault that is closed sends nothing to the keyring.
        m_store->choose(SecretStore::Keeper::Vault);
        m_keyring->is = Secrets::State::Open;
        m_keyring->asked = 0;
        m_vault->lock();
        QCOMPARE(waited(m_store->read(u"a"_s)).error().kind, Error::Kind::Busy);
        QCOMPARE(waited(m_store->write(u"a"_s, Secret("x"))).error().kind, Error::Kind::Busy);
        QCOMPARE(m_keyring->asked, 0);
    }
    void k03_theChoiceIsClear()
    {
        QSet<QString> sentences;
        for (const auto state : { Secrets::State::Open, Secrets::State::Locked, Secrets::State::Missing }) {
            m_keyring->is = state;
            const auto standing = waited(m_store->standing());
            QCOMPARE(standing.keeper, SecretStore::Keeper::Keychain);
            QCOMPARE(standing.state, state);
            QCOMPARE(standing.hasKeyring, state != Secrets::State::Missing);
            sentences.insert(standing.words);
        }
        m_store->choose(SecretStore::Keeper::Vault);
        const auto none = waited(m_store->standing());
        QCOMPARE(none.state, Secrets::State::Missing);
        QVERIFY(!none.hasKeyring);
        sentences.insert(none.words);
        QVERIFY(waited(m_vault->create(Secret("correct horse"))));
        QCOMPARE(waited(m_store->state()), Secrets::State::Open);
        sentences.insert(waited(m_store->standing()).words);
        m_vault->lock();
        QCOMPARE(waited(m_store->standing()).state, Secrets::State::Locked);
        sentences.insert(waited(m_store->standing()).words);
        QCOMPARE(sentences.size(), 6);
        QVERIFY(!sentences.contains(QString()));
    }
    void theSettingsSayItInAWord()
    {
        for (const auto keeper :
            { SecretStore::Keeper::Keychain, SecretStore::Keeper::Vault, SecretStore::Keeper::Unchosen })
            QCOMPARE(SecretStore::keeperFromWord(SecretStore::keeperWord(keeper)), keeper);
        QCOMPARE(SecretStore::keeperFromWord(u"plain text"), SecretStore::Keeper::Unchosen);
    }

private:
    [[nodiscard]] QByteArray fileOf() const
    {
        QFile file(m_folder->filePath(u"v"_s));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<Keyring> m_keyring;
    std::unique_ptr<Vault> m_vault;
    std::unique_ptr<SecretStore> m_store;
};

QTEST_GUILESS_MAIN(TestSecretStore)
#include "test_secretstore.moc"
